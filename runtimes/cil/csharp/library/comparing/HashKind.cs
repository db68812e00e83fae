namespace Interleave.Library;

/// <summary>Where the hash code of a type comes from.</summary>
enum HashKind : byte
{
    /// <summary>Its own GetHashCode, which says the same everywhere.</summary>
    Own,

    /// <summary>.NET would hash the fields of the struct.</summary>
    Fields,

    /// <summary>.NET would take an address in memory.</summary>
    Address,
}
