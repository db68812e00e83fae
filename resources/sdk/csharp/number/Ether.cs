using Interleave.Runtime;

namespace Interleave;

/// <summary>Amounts in the ledger's unit: 18 decimals.</summary>
[Trusted]
public static class Amounts
{
    static readonly UInt256 one = 1_000_000_000_000_000_000;
    static readonly UInt256 billionth = 1_000_000_000;

    /// <summary><c>3.Ether()</c></summary>
    public static UInt256 Ether(this int amount) => one * amount;

    /// <summary>So many units of 10^18.</summary>
    public static UInt256 Ether(this UInt256 amount) => one * amount;

    /// <summary><c>20.Gwei()</c></summary>
    public static UInt256 Gwei(this int amount) => billionth * amount;

    /// <summary>So many units of 10^9.</summary>
    public static UInt256 Gwei(this UInt256 amount) => billionth * amount;
}
