using Interleave;

/// <summary>The same counter twice: as a number, and as a commutative counter. HotCounter.sol in C#.</summary>
public class HotCounter : Contract
{
    /// <summary>How often Increment() was called: one slot that every caller reads and writes.</summary>
    [Storage] public UInt256 Count { get; private set; }
    [Storage] Counter Tallies { get; }

    [Event] public record Incremented([Indexed] Address By, UInt256 Count);

    /// <summary>Adds one to the number. Two concurrent calls conflict.</summary>
    public void Increment()
    {
        Count += 1;
        Emit(new Incremented(Msg.Sender, Count));
    }

    /// <summary>Adds one to the commutative counter, without reading it. Concurrent calls do not conflict.</summary>
    public void Tally() => Tallies.Add(1);

    /// <summary>How often Tally() was called.</summary>
    [View] public UInt256 Tallied() => (UInt256)Tallies.Value;
}
