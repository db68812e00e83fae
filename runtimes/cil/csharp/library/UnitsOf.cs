namespace Interleave.Library;

/// <summary>
/// What .NET's own code costs where the library calls it, in gas units (about 10 ns each). Measured in a lane, where that code is
/// interpreted too, and rounded up.
/// </summary>
static class UnitsOf
{
    /// <summary>UTF-16 code units compared, or searched, in one unit.</summary>
    public const int CharsCompared = 8;

    /// <summary>Bytes copied, filled or compared in one unit.</summary>
    public const int BytesCopied = 64;

    /// <summary>Units for one code unit whose case is changed or ignored.</summary>
    public const int CharFolded = 4;
}
