using Interleave;

/// <summary>
/// Says what a share costs, and what the fee of a transfer is. A new price goes to the market at once, which
/// revalues its reserve.
/// </summary>
public sealed class Oracle : Contract
{
    [Storage] public UInt256 Price { get; private set; } = 1.Ether();
    [Storage] public UInt256 Spread { get; private set; } = 30;
    [Storage] public Mapping<Address, UInt256> Feeds { get; }
    [Storage] Address Market { get; set; }

    public void Connect(Address market) => Market = Market.IsZero ? market : throw new Revert("connected already");

    /// <summary>The fee of one transfer, in the token's own units.</summary>
    [View]
    public UInt256 FeeFor(UInt256 amount)
    {
        var basisPoints = Spread;
        if (Price > 1.Ether())
            basisPoints += 5;
        return amount * basisPoints / 10_000;
    }

    public void Publish(UInt256 newPrice)
    {
        if (newPrice.IsZero) throw new Revert("price is zero");
        Price = newPrice;
        new IMarket(Market).Sync(newPrice);
        Emit(new Published(newPrice, Block.Number));
    }

    public void Attest(UInt256 sample)
    {
        Feeds[Msg.Sender] = sample;
    }

    [Event] public record Published(UInt256 Price, ulong Block);
}
