using Interleave;

[Event] public record Transfer([Indexed] Address From, [Indexed] Address To, UInt256 Value);
[Event] public record Approval([Indexed] Address Owner, [Indexed] Address Spender, UInt256 Value);

/// <summary>A plain ERC-20: Token.sol in C#.</summary>
public class Token : Contract
{
    [Storage] public string Name { get; private set; }
    [Storage] public string Symbol { get; private set; }
    [Storage] public UInt256 TotalSupply { get; private set; }
    [Storage] public Mapping<Address, UInt256> BalanceOf { get; }
    [Storage] public Mapping<Address, Mapping<Address, UInt256>> Allowance { get; }

    [Error] public record InsufficientBalance(Address Sender, UInt256 Balance, UInt256 Needed);
    [Error] public record InsufficientAllowance(Address Spender, UInt256 Allowance, UInt256 Needed);

    public Token(string name, string symbol, UInt256 supply)
    {
        Name = name;
        Symbol = symbol;
        TotalSupply = supply;
        BalanceOf[Msg.Sender] = supply;
        Emit(new Transfer(Address.Zero, Msg.Sender, supply));
    }

    [Pure] public byte Decimals() => 18;

    public bool Transfer(Address to, UInt256 value)
    {
        Move(Msg.Sender, to, value);
        return true;
    }

    /// <summary>Sends the value to each of them.</summary>
    public void Airdrop(Address[] to, UInt256 value)
    {
        foreach (var receiver in to) Move(Msg.Sender, receiver, value);
    }

    public bool Approve(Address spender, UInt256 value)
    {
        Allowance[Msg.Sender][spender] = value;
        Emit(new Approval(Msg.Sender, spender, value));
        return true;
    }

    public bool TransferFrom(Address from, Address to, UInt256 value)
    {
        var allowed = Allowance[from][Msg.Sender];
        Require(allowed >= value, new InsufficientAllowance(Msg.Sender, allowed, value));
        if (allowed != UInt256.MaxValue) Allowance[from][Msg.Sender] = allowed - value;
        Move(from, to, value);
        return true;
    }

    void Move(Address from, Address to, UInt256 value)
    {
        var balance = BalanceOf[from];
        Require(balance >= value, new InsufficientBalance(from, balance, value));
        BalanceOf[from] = balance - value;
        BalanceOf[to] += value;
        Emit(new Transfer(from, to, value));
    }
}
