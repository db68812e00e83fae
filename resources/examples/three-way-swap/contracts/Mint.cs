using Interleave;

/// <summary>The last leg: gives a hundred copper for one silver, as long as there is some.</summary>
public class Mint : Contract
{
    const int Rate = 100;

    [Storage] public UInt256 Stock { get; private set; }
    [Storage] public UInt256 Given { get; private set; }
    [Storage] public Mapping<Address, UInt256> Copper { get; }

    [Event] public record Gave([Indexed] Address To, UInt256 Copper);
    [Error] public record SoldOut(UInt256 Left, UInt256 Wanted);

    public Mint(UInt256 stock) => Stock = stock;

    [NonReentrant]
    public UInt256 Give(Address to, UInt256 silver)
    {
        var copper = silver * Rate;
        Require(copper <= Stock, new SoldOut(Stock, copper));
        Stock -= copper;
        Given += copper;
        Copper[to] += copper;
        Emit(new Gave(to, copper));
        return copper;
    }
}
