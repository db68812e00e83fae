using System;
using System.Linq;
using Interleave;

/// <summary>
/// Measures the air and reports to a market. No two of its measurements are the same, and no machine could compute them again: what it did
/// is recorded.
/// </summary>
[NonDeterministic]
public sealed class Station : Contract
{
    const int Samples = 9;
    /// <summary>Of the lowest and the highest samples, so many each count for nothing.</summary>
    const int Outliers = 2;

    /// <summary>Hundredths of a degree Celsius.</summary>
    [Storage] public long Temperature { get; private set; }
    [Storage] public ulong Observations { get; private set; }
    /// <summary>Milliseconds since 1970 by the station's own clock, which no block has.</summary>
    [Storage] public ulong MeasuredAt { get; private set; }
    [Storage] Address Market { get; set; }

    public void Connect(Address market) => Market = Market.IsZero ? market : throw new Revert("connected already");

    public long Observe()
    {
        Require(!Market.IsZero, "not connected");
        var now = DateTime.UtcNow;
        var kept = Enumerable.Range(0, Samples).Select(_ => Measure(now.TimeOfDay)).OrderBy(one => one).Skip(Outliers).SkipLast(Outliers).ToArray();
        double sum = 0;
        foreach (var one in kept) sum += one;
        Temperature = (long)Math.Round(100 * sum / kept.Length);
        MeasuredAt = (ulong)((now - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond);
        Observations++;
        new IFrostMarket(Market).Report(Temperature);
        Emit(new Observed(Observations, Temperature, MeasuredAt));
        return Temperature;
    }

    /// <summary>A winter's day around zero, warmest at three in the afternoon, and the noise of a sensor (Box-Muller).</summary>
    static double Measure(TimeSpan time)
    {
        var season = 2 * Math.Cos(2 * Math.PI * (time.TotalHours - 15) / 24);
        var noise = Math.Sqrt(-2 * Math.Log(1 - Random.Shared.NextDouble())) * Math.Cos(2 * Math.PI * Random.Shared.NextDouble());
        return season + 4 * noise;
    }

    [Event] public record Observed([Indexed] ulong Number, long Temperature, ulong MeasuredAt);
}
