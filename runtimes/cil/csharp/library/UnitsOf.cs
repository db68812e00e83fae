namespace Interleave.Library;

/// <summary>
/// What .NET's own code costs where the library calls it, in gas units (about 10 ns each). Measured in a lane, where that code is
/// interpreted too, and rounded up.
/// </summary>
static class UnitsOf
{
    /// <summary>UTF-16 code units compared in one unit.</summary>
    public const int CharsCompared = 8;

    /// <summary>UTF-16 code units looked at one after another, or written, in one unit.</summary>
    public const int CharsSearched = 3;

    /// <summary>Bytes copied, filled or compared in one unit.</summary>
    public const int BytesCopied = 64;

    /// <summary>References copied, or elements searched and changed, in one unit.</summary>
    public const int ItemsMoved = 4;

    /// <summary>Units for one code unit whose case is changed or ignored.</summary>
    public const int CharFolded = 4;

    /// <summary>A text that is made anew, whatever its length; a place where one is cut.</summary>
    public const int Text = 15;

    /// <summary>A number made text or read from it: up to 64 bits, more bits.</summary>
    public const int Number = 100;

    public const int WideNumber = 800;
}
