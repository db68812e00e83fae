namespace Interleave.Compiler;

/// <summary>
/// Every member of the class library's types that contracts may name, as somebody has looked at it: <c>free</c> (its work does not depend on
/// what it is given), <c>sized</c> (calls go to the library's own, which charges by size: meter/redirect.ts), <c>refused</c> with what to do
/// instead. A name stands for all overloads, with parameters for one. Types without their arity; <c>undetermined</c> ones are for contracts
/// that are not deterministic, <c>compiler</c> ones for what the C# compiler itself writes (<c>details</c>: into its own class only), <c>generated</c> ones for what is written
/// for each contract. A type that is not here is refused.
/// allowed/class-library.test.ts holds it against the class library.
/// </summary>
static class ClassLibrary
{
    public const string Members = """
        type System.Byte
        free CompareTo Equals GetHashCode DivRem LeadingZeroCount PopCount RotateLeft RotateRight TrailingZeroCount IsPow2 Log2 Clamp Max Min Sign
            IsEvenInteger IsOddInteger MaxValue MinValue
        sized Parse(System.String) TryParse(System.String,System.Byte&) TryParse(System.ReadOnlySpan`1<System.Char>,System.Byte&) ToString()
            ToString(System.String)
        refused Parse TryParse ToString TryFormat CreateChecked CreateSaturating CreateTruncating : use a cast, Parse(text), TryParse(text, out value),
            ToString() or ToString(format): a contract has no culture
        refused GetTypeCode : reflection is not allowed in contracts
        type System.SByte
        free CompareTo Equals GetHashCode DivRem LeadingZeroCount PopCount RotateLeft RotateRight TrailingZeroCount IsPow2 Log2 Clamp CopySign Max Min Sign
            Abs IsEvenInteger IsNegative IsOddInteger IsPositive MaxMagnitude MinMagnitude MaxValue MinValue
        sized ToString() ToString(System.String) Parse(System.String) TryParse(System.String,System.SByte&)
            TryParse(System.ReadOnlySpan`1<System.Char>,System.SByte&)
        refused ToString TryFormat Parse TryParse CreateChecked CreateSaturating CreateTruncating : use a cast, Parse(text), TryParse(text, out value),
            ToString() or ToString(format): a contract has no culture
        refused GetTypeCode : reflection is not allowed in contracts
        type System.Int16
        free CompareTo Equals GetHashCode DivRem LeadingZeroCount PopCount RotateLeft RotateRight TrailingZeroCount IsPow2 Log2 Clamp CopySign Max Min Sign
            Abs IsEvenInteger IsNegative IsOddInteger IsPositive MaxMagnitude MinMagnitude MaxValue MinValue
        sized ToString() ToString(System.String) Parse(System.String) TryParse(System.String,System.Int16&)
            TryParse(System.ReadOnlySpan`1<System.Char>,System.Int16&)
        refused ToString TryFormat Parse TryParse CreateChecked CreateSaturating CreateTruncating : use a cast, Parse(text), TryParse(text, out value),
            ToString() or ToString(format): a contract has no culture
        refused GetTypeCode : reflection is not allowed in contracts
        type System.UInt16
        free CompareTo Equals GetHashCode DivRem LeadingZeroCount PopCount RotateLeft RotateRight TrailingZeroCount IsPow2 Log2 Clamp Max Min Sign
            IsEvenInteger IsOddInteger MaxValue MinValue
        sized ToString() ToString(System.String) Parse(System.String) TryParse(System.String,System.UInt16&)
            TryParse(System.ReadOnlySpan`1<System.Char>,System.UInt16&)
        refused ToString TryFormat Parse TryParse CreateChecked CreateSaturating CreateTruncating : use a cast, Parse(text), TryParse(text, out value),
            ToString() or ToString(format): a contract has no culture
        refused GetTypeCode : reflection is not allowed in contracts
        type System.Int32
        free BigMul CompareTo Equals GetHashCode DivRem LeadingZeroCount PopCount RotateLeft RotateRight TrailingZeroCount IsPow2 Log2 Clamp CopySign Max Min
            Sign Abs IsEvenInteger IsNegative IsOddInteger IsPositive MaxMagnitude MinMagnitude MaxValue MinValue
        sized ToString() ToString(System.String) Parse(System.String) TryParse(System.String,System.Int32&)
            TryParse(System.ReadOnlySpan`1<System.Char>,System.Int32&)
        refused ToString TryFormat Parse TryParse CreateChecked CreateSaturating CreateTruncating : use a cast, Parse(text), TryParse(text, out value),
            ToString() or ToString(format): a contract has no culture
        refused GetTypeCode : reflection is not allowed in contracts
        type System.UInt32
        free BigMul CompareTo Equals GetHashCode DivRem LeadingZeroCount PopCount RotateLeft RotateRight TrailingZeroCount IsPow2 Log2 Clamp Max Min Sign
            IsEvenInteger IsOddInteger MaxValue MinValue
        sized ToString() ToString(System.String) Parse(System.String) TryParse(System.String,System.UInt32&)
            TryParse(System.ReadOnlySpan`1<System.Char>,System.UInt32&)
        refused ToString TryFormat Parse TryParse CreateChecked CreateSaturating CreateTruncating : use a cast, Parse(text), TryParse(text, out value),
            ToString() or ToString(format): a contract has no culture
        refused GetTypeCode : reflection is not allowed in contracts
        type System.Int64
        free BigMul CompareTo Equals GetHashCode DivRem LeadingZeroCount PopCount RotateLeft RotateRight TrailingZeroCount IsPow2 Log2 Clamp CopySign Max Min
            Sign Abs IsEvenInteger IsNegative IsOddInteger IsPositive MaxMagnitude MinMagnitude MaxValue MinValue
        sized ToString() ToString(System.String) Parse(System.String) TryParse(System.String,System.Int64&)
            TryParse(System.ReadOnlySpan`1<System.Char>,System.Int64&)
        refused ToString TryFormat Parse TryParse CreateChecked CreateSaturating CreateTruncating : use a cast, Parse(text), TryParse(text, out value),
            ToString() or ToString(format): a contract has no culture
        refused GetTypeCode : reflection is not allowed in contracts
        type System.UInt64
        free BigMul CompareTo Equals GetHashCode DivRem LeadingZeroCount PopCount RotateLeft RotateRight TrailingZeroCount IsPow2 Log2 Clamp Max Min Sign
            IsEvenInteger IsOddInteger MaxValue MinValue
        sized ToString() ToString(System.String) Parse(System.String) TryParse(System.String,System.UInt64&)
            TryParse(System.ReadOnlySpan`1<System.Char>,System.UInt64&)
        refused ToString TryFormat Parse TryParse CreateChecked CreateSaturating CreateTruncating : use a cast, Parse(text), TryParse(text, out value),
            ToString() or ToString(format): a contract has no culture
        refused GetTypeCode : reflection is not allowed in contracts
        type System.Int128
        free .ctor CompareTo Equals op_Explicit(System.Int128):System.Byte op_Explicit(System.Int128):System.Char op_Explicit(System.Int128):System.Int16
            op_Explicit(System.Int128):System.Int32 op_Explicit(System.Int128):System.Int64 op_Explicit(System.Int128):System.IntPtr
            op_Explicit(System.Int128):System.SByte op_Explicit(System.Int128):System.UInt16 op_Explicit(System.Int128):System.UInt32
            op_Explicit(System.Int128):System.UInt64 op_Explicit(System.Int128):System.UInt128 op_Explicit(System.Int128):System.UIntPtr
            op_CheckedExplicit(System.Int128):System.Byte op_CheckedExplicit(System.Int128):System.Char op_CheckedExplicit(System.Int128):System.Int16
            op_CheckedExplicit(System.Int128):System.Int32 op_CheckedExplicit(System.Int128):System.Int64 op_CheckedExplicit(System.Int128):System.IntPtr
            op_CheckedExplicit(System.Int128):System.SByte op_CheckedExplicit(System.Int128):System.UInt16 op_CheckedExplicit(System.Int128):System.UInt32
            op_CheckedExplicit(System.Int128):System.UInt64 op_CheckedExplicit(System.Int128):System.UInt128 op_CheckedExplicit(System.Int128):System.UIntPtr
            op_Implicit op_Addition op_CheckedAddition op_BitwiseAnd op_BitwiseOr op_ExclusiveOr op_OnesComplement op_LessThan op_LessThanOrEqual
            op_GreaterThan op_GreaterThanOrEqual op_Decrement op_Division op_Equality op_Inequality op_Increment get_MinValue get_MaxValue op_Modulus
            op_Multiply Max Min get_One get_Zero IsNegative IsPositive op_LeftShift op_RightShift op_UnsignedRightShift op_Subtraction op_UnaryNegation
            op_UnaryPlus
        sized GetHashCode ToString()
        refused ToString TryFormat CreateChecked CreateSaturating CreateTruncating : use a cast, Parse(text), TryParse(text, out value), ToString() or
            ToString(format): a contract has no culture
        refused op_Explicit op_CheckedExplicit
        type System.UInt128
        free .ctor CompareTo Equals op_Explicit(System.UInt128):System.Byte op_Explicit(System.UInt128):System.Char op_Explicit(System.UInt128):System.Int16
            op_Explicit(System.UInt128):System.Int32 op_Explicit(System.UInt128):System.Int64 op_Explicit(System.UInt128):System.Int128
            op_Explicit(System.UInt128):System.IntPtr op_Explicit(System.UInt128):System.SByte op_Explicit(System.UInt128):System.UInt16
            op_Explicit(System.UInt128):System.UInt32 op_Explicit(System.UInt128):System.UInt64 op_Explicit(System.UInt128):System.UIntPtr
            op_Explicit(System.Int16):System.UInt128 op_Explicit(System.Int32):System.UInt128 op_Explicit(System.Int64):System.UInt128
            op_Explicit(System.IntPtr):System.UInt128 op_Explicit(System.SByte):System.UInt128 op_CheckedExplicit(System.UInt128):System.Byte
            op_CheckedExplicit(System.UInt128):System.Char op_CheckedExplicit(System.UInt128):System.Int16 op_CheckedExplicit(System.UInt128):System.Int32
            op_CheckedExplicit(System.UInt128):System.Int64 op_CheckedExplicit(System.UInt128):System.Int128 op_CheckedExplicit(System.UInt128):System.IntPtr
            op_CheckedExplicit(System.UInt128):System.SByte op_CheckedExplicit(System.UInt128):System.UInt16 op_CheckedExplicit(System.UInt128):System.UInt32
            op_CheckedExplicit(System.UInt128):System.UInt64 op_CheckedExplicit(System.UInt128):System.UIntPtr op_CheckedExplicit(System.Int16):System.UInt128
            op_CheckedExplicit(System.Int32):System.UInt128 op_CheckedExplicit(System.Int64):System.UInt128 op_CheckedExplicit(System.IntPtr):System.UInt128
            op_CheckedExplicit(System.SByte):System.UInt128 op_Implicit op_Addition op_CheckedAddition DivRem LeadingZeroCount Log2 op_BitwiseAnd op_BitwiseOr
            op_ExclusiveOr op_OnesComplement op_LessThan op_LessThanOrEqual op_GreaterThan op_GreaterThanOrEqual op_Decrement op_Division op_Equality
            op_Inequality op_Increment get_MinValue get_MaxValue op_Modulus op_Multiply Max Min get_One get_Zero op_LeftShift op_RightShift
            op_UnsignedRightShift op_Subtraction op_UnaryNegation op_UnaryPlus
        sized GetHashCode ToString()
        refused ToString TryFormat CreateChecked CreateSaturating CreateTruncating : use a cast, Parse(text), TryParse(text, out value), ToString() or
            ToString(format): a contract has no culture
        refused op_Explicit op_CheckedExplicit
        type System.Boolean
        free GetHashCode ToString() Equals CompareTo TrueString FalseString
        sized Parse(System.String) TryParse(System.String,System.Boolean&)
        refused ToString TryFormat Parse TryParse : use a cast, Parse(text), TryParse(text, out value), ToString() or ToString(format): a contract has no
            culture
        refused GetTypeCode : reflection is not allowed in contracts
        type System.Char
        free IsAscii GetHashCode Equals CompareTo ToString() ToString(System.Char) Parse TryParse IsAsciiLetter IsAsciiLetterLower IsAsciiLetterUpper
            IsAsciiDigit IsAsciiLetterOrDigit IsAsciiHexDigit IsAsciiHexDigitUpper IsAsciiHexDigitLower IsDigit IsBetween IsLetter IsWhiteSpace IsUpper
            IsLower IsPunctuation IsLetterOrDigit ToUpperInvariant ToLowerInvariant IsControl IsNumber IsSeparator IsSurrogate IsSymbol IsHighSurrogate
            IsLowSurrogate IsSurrogatePair ConvertFromUtf32 ConvertToUtf32 MaxValue MinValue
        refused ToString : use a cast, Parse(text), TryParse(text, out value), ToString() or ToString(format): a contract has no culture
        refused ToUpper ToLower GetUnicodeCategory GetNumericValue
        refused GetTypeCode : reflection is not allowed in contracts
        type System.String
        free EndsWith(System.Char) StartsWith(System.Char) op_Implicit IsNullOrEmpty GetPinnableReference ToString() GetEnumerator get_Chars get_Length Empty
        sized Compare(System.String,System.String) Compare(System.String,System.String,System.StringComparison) CompareOrdinal(System.String,System.String)
            CompareTo(System.String) EndsWith(System.String) EndsWith(System.String,System.StringComparison) Equals op_Equality op_Inequality GetHashCode()
            StartsWith(System.String) StartsWith(System.String,System.StringComparison) .ctor(System.Char[]) .ctor(System.Char[],System.Int32,System.Int32)
            .ctor(System.Char,System.Int32) .ctor(System.ReadOnlySpan`1<System.Char>) CopyTo ToCharArray IsNullOrWhiteSpace Concat
            Format(System.String,System.Object) Format(System.String,System.Object,System.Object)
            Format(System.String,System.Object,System.Object,System.Object) Format(System.String,System.Object[])
            Format(System.IFormatProvider,System.String,System.Object[]) Insert Join(System.Char,System.String[])
            Join(System.Char,System.ReadOnlySpan`1<System.String>) Join(System.String,System.String[])
            Join(System.String,System.ReadOnlySpan`1<System.String>) Join(System.Char,System.String[],System.Int32,System.Int32)
            Join(System.String,System.String[],System.Int32,System.Int32) Join(System.String,System.Collections.Generic.IEnumerable`1<System.String>)
            Join(System.Char,System.Object[]) Join(System.String,System.Object[]) Join(System.String,System.ReadOnlySpan`1<System.Object>)
            Join(System.Char,System.Collections.Generic.IEnumerable`1<!!0>) Join(System.String,System.Collections.Generic.IEnumerable`1<!!0>) PadLeft PadRight
            Remove Replace(System.String,System.String,System.StringComparison) Replace(System.Char,System.Char) Replace(System.String,System.String)
            Split(System.Char,System.StringSplitOptions) Split(System.Char,System.Int32,System.StringSplitOptions) Split(System.Char[])
            Split(System.ReadOnlySpan`1<System.Char>) Split(System.Char[],System.Int32) Split(System.Char[],System.StringSplitOptions)
            Split(System.Char[],System.Int32,System.StringSplitOptions) Split(System.String,System.StringSplitOptions)
            Split(System.String,System.Int32,System.StringSplitOptions) Substring ToLowerInvariant ToUpperInvariant Trim() Trim(System.Char)
            Trim(System.Char[]) TrimStart() TrimStart(System.Char) TrimStart(System.Char[]) TrimEnd() TrimEnd(System.Char) TrimEnd(System.Char[])
            Contains(System.String) Contains(System.String,System.StringComparison) Contains(System.Char) IndexOf(System.Char)
            IndexOf(System.Char,System.Int32) IndexOf(System.Char,System.Int32,System.Int32) IndexOf(System.String) IndexOf(System.String,System.Int32)
            IndexOf(System.String,System.Int32,System.Int32) IndexOf(System.String,System.StringComparison)
            IndexOf(System.String,System.Int32,System.StringComparison) IndexOf(System.String,System.Int32,System.Int32,System.StringComparison)
            IndexOfAny(System.Char[]) IndexOfAny(System.Char[],System.Int32) LastIndexOf(System.Char) LastIndexOf(System.Char,System.Int32)
            LastIndexOf(System.String) LastIndexOf(System.String,System.StringComparison)
        refused Intern IsInterned Clone Copy : there is no use for it in a contract
        refused Compare CompareOrdinal CompareTo EndsWith StartsWith ToString Format Join Replace Split Trim TrimStart TrimEnd Contains IndexOf IndexOfAny
            LastIndexOf LastIndexOfAny : use the form without a culture, or with StringComparison.Ordinal
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused .ctor
        refused Create TryCopyTo EnumerateRunes IsNormalized Normalize ReplaceLineEndings : use the other members of string, or a StringBuilder
        refused GetTypeCode : reflection is not allowed in contracts
        refused ToLower ToUpper : use ToUpperInvariant or ToLowerInvariant: results must not depend on a culture
        type System.CharEnumerator
        free MoveNext Dispose get_Current Reset
        refused Clone
        type System.Object
        free .ctor ReferenceEquals
        sized ToString Equals GetHashCode
        refused GetType : reflection is not allowed in contracts
        refused MemberwiseClone : copy the fields, or use a record and with
        refused Finalize
        type System.ValueType
        free .ctor ToString
        refused Equals
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        type System.Enum
        free HasFlag Equals CompareTo
        refused GetName GetNames GetValues IsDefined Parse TryParse ToString ToObject
        refused GetUnderlyingType GetTypeCode : reflection is not allowed in contracts
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        type System.Array
        free get_Length get_LongLength get_Rank GetUpperBound GetLength GetLowerBound Empty get_MaxLength GetEnumerator
        sized Clear Copy(System.Array,System.Array,System.Int32) Copy(System.Array,System.Int32,System.Array,System.Int32,System.Int32) Resize Clone
            BinarySearch(!!0[],!!0) BinarySearch(!!0[],!!0,System.Collections.Generic.IComparer`1<!!0>) BinarySearch(!!0[],System.Int32,System.Int32,!!0)
            BinarySearch(!!0[],System.Int32,System.Int32,!!0,System.Collections.Generic.IComparer`1<!!0>) ConvertAll CopyTo(System.Array,System.Int32) Exists
            Fill Find FindAll FindIndex FindLast FindLastIndex(!!0[],System.Predicate`1<!!0>) ForEach IndexOf(!!0[],!!0) IndexOf(!!0[],!!0,System.Int32)
            IndexOf(!!0[],!!0,System.Int32,System.Int32) LastIndexOf(!!0[],!!0) LastIndexOf(!!0[],!!0,System.Int32,System.Int32) Reverse(!!0[])
            Reverse(!!0[],System.Int32,System.Int32) Sort(!!0[]) Sort(!!0[],!!1[]) Sort(!!0[],System.Int32,System.Int32)
            Sort(!!0[],System.Collections.Generic.IComparer`1<!!0>) Sort(!!0[],!!1[],System.Collections.Generic.IComparer`1<!!0>)
            Sort(!!0[],System.Int32,System.Int32,System.Collections.Generic.IComparer`1<!!0>) Sort(!!0[],System.Comparison`1<!!0>) TrueForAll
        refused ConstrainedCopy Copy Initialize GetValue SetValue GetLongLength get_SyncRoot get_IsReadOnly get_IsFixedSize get_IsSynchronized BinarySearch
            CopyTo FindLastIndex IndexOf LastIndexOf Reverse Sort
        refused AsReadOnly : use new List<T>(array).AsReadOnly()
        refused CreateInstance CreateInstanceFromArrayType : reflection is not allowed in contracts
        type System.Nullable
        free .ctor get_HasValue get_Value GetValueOrDefault
        sized Equals GetHashCode ToString
        refused GetUnderlyingType : reflection is not allowed in contracts
        type System.Index
        free .ctor get_Start FromStart get_Value get_IsFromEnd GetOffset Equals op_Implicit
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused ToString
        type System.Range
        free get_Start get_End .ctor Equals EndAt
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused ToString GetOffsetAndLength
        type System.Span
        free .ctor(!0[]) .ctor(!0[],System.Int32,System.Int32) .ctor(!0&) get_Item get_Length get_IsEmpty op_Inequality op_Implicit GetPinnableReference
            op_Equality Slice
        sized Clear Fill CopyTo TryCopyTo ToString ToArray
        refused .ctor Equals
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        type System.ReadOnlySpan
        free .ctor(!0[]) .ctor(!0[],System.Int32,System.Int32) .ctor(!0&) get_Item get_Length get_IsEmpty op_Inequality op_Implicit get_Empty GetEnumerator
            GetPinnableReference op_Equality Slice
        sized CopyTo TryCopyTo ToString ToArray
        refused .ctor Equals
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        type System.ReadOnlySpan/Enumerator
        free MoveNext get_Current
        type System.Memory
        free .ctor op_Implicit get_Empty get_Length get_IsEmpty Slice get_Span
        refused ToString CopyTo Pin Equals
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        type System.ReadOnlyMemory
        free .ctor op_Implicit get_Empty get_Length get_IsEmpty Slice get_Span
        refused ToString Pin Equals
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        type System.MemoryExtensions
        free AsSpan AsMemory Overlaps
        sized Contains(System.ReadOnlySpan`1<!!0>,!!0) SequenceEqual(System.Span`1<!!0>,System.ReadOnlySpan`1<!!0>)
            SequenceEqual(System.ReadOnlySpan`1<!!0>,System.ReadOnlySpan`1<!!0>) IndexOf(System.ReadOnlySpan`1<!!0>,!!0)
            IndexOf(System.ReadOnlySpan`1<!!0>,System.ReadOnlySpan`1<!!0>) LastIndexOf(System.ReadOnlySpan`1<!!0>,!!0) SequenceCompareTo
            StartsWith(System.ReadOnlySpan`1<!!0>,System.ReadOnlySpan`1<!!0>) EndsWith(System.ReadOnlySpan`1<!!0>,System.ReadOnlySpan`1<!!0>) Reverse CopyTo
            Sort(System.Span`1<!!0>) Sort(System.Span`1<!!0>,System.Comparison`1<!!0>) Count TrimStart(System.ReadOnlySpan`1<System.Char>)
            Trim(System.ReadOnlySpan`1<System.Char>) TrimEnd(System.ReadOnlySpan`1<System.Char>)
        refused Contains ContainsAny ContainsAnyExcept ContainsAnyInRange ContainsAnyExceptInRange IndexOfAnyExcept LastIndexOfAnyExcept IndexOfAnyInRange
            IndexOfAnyExceptInRange LastIndexOfAnyInRange SequenceEqual IndexOf LastIndexOf IndexOfAny LastIndexOfAny StartsWith EndsWith BinarySearch Sort
            Replace CommonPrefixLength Split Equals ToLowerInvariant TrimStart Trim TrimEnd
        type System.BitConverter
        free GetBytes(System.Int32) TryWriteBytes(System.Span`1<System.Byte>,System.Int32) ToInt32 IsLittleEndian
        refused GetBytes TryWriteBytes ToString DoubleToInt64Bits Int64BitsToDouble SingleToInt32Bits Int32BitsToSingle HalfToInt16Bits DoubleToUInt64Bits
            UInt64BitsToDouble SingleToUInt32Bits UInt32BitsToSingle HalfToUInt16Bits UInt16BitsToHalf
        type System.Delegate
        free Equals get_HasSingleTarget op_Equality op_Inequality
        refused get_Target Clone
        refused CreateDelegate DynamicInvokeImpl GetMethodImpl DynamicInvoke GetObjectData get_Method : reflection is not allowed in contracts
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused Combine CombineImpl RemoveImpl GetInvocationList EnumerateInvocationList Remove RemoveAll : a delegate calls one method in a contract: keep
            several in a List
        type System.MulticastDelegate
        free Equals op_Equality op_Inequality
        refused GetObjectData DynamicInvokeImpl GetMethodImpl : reflection is not allowed in contracts
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused GetInvocationList CombineImpl RemoveImpl : a delegate calls one method in a contract: keep several in a List
        type System.Action System.Func System.Predicate System.Comparison System.Converter
        free .ctor Invoke
        type System.IComparable
        sized CompareTo
        type System.IEquatable
        sized Equals
        type System.IDisposable
        free Dispose
        type System.IFormattable
        sized ToString
        type System.StringComparison
        free CurrentCulture CurrentCultureIgnoreCase InvariantCulture InvariantCultureIgnoreCase Ordinal OrdinalIgnoreCase
        type System.StringSplitOptions
        free None RemoveEmptyEntries TrimEntries
        type System.AttributeTargets
        free Assembly Module Class Struct Enum Constructor Method Property Field Event Interface Parameter Delegate ReturnValue GenericParameter All
        type System.Exception
        free .ctor get_Message get_InnerException
        refused get_TargetSite GetObjectData GetType : reflection is not allowed in contracts
        refused get_Data get_Source set_Source get_HResult set_HResult get_StackTrace : what an exception says is its Message
        refused ToString
        type System.SystemException System.ApplicationException System.ArithmeticException System.DivideByZeroException System.FormatException
            System.IndexOutOfRangeException System.InvalidCastException System.InvalidOperationException System.NotImplementedException
            System.NotSupportedException System.NullReferenceException System.OverflowException System.ArrayTypeMismatchException
            System.Diagnostics.UnreachableException System.Collections.Generic.KeyNotFoundException System.FlagsAttribute System.ParamArrayAttribute
            System.SerializableAttribute System.Diagnostics.ConditionalAttribute System.Diagnostics.CodeAnalysis.AllowNullAttribute
            System.Diagnostics.CodeAnalysis.DisallowNullAttribute System.Diagnostics.CodeAnalysis.MaybeNullAttribute
            System.Diagnostics.CodeAnalysis.NotNullAttribute System.Diagnostics.CodeAnalysis.MaybeNullWhenAttribute
            System.Diagnostics.CodeAnalysis.NotNullWhenAttribute System.Diagnostics.CodeAnalysis.NotNullIfNotNullAttribute
            System.Diagnostics.CodeAnalysis.DoesNotReturnAttribute System.Diagnostics.CodeAnalysis.DoesNotReturnIfAttribute
            System.Diagnostics.CodeAnalysis.MemberNotNullAttribute System.Diagnostics.CodeAnalysis.MemberNotNullWhenAttribute
            System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute System.Diagnostics.CodeAnalysis.StringSyntaxAttribute
        free .ctor
        type System.ArgumentException
        free .ctor get_Message ThrowIfNullOrEmpty
        refused GetObjectData : reflection is not allowed in contracts
        type System.ArgumentNullException
        free .ctor ThrowIfNull(System.Object,System.String)
        refused ThrowIfNull
        type System.ArgumentOutOfRangeException
        free .ctor get_Message
        refused GetObjectData : reflection is not allowed in contracts
        refused ThrowIfNegative ThrowIfNegativeOrZero ThrowIfNotEqual ThrowIfGreaterThan ThrowIfGreaterThanOrEqual ThrowIfLessThan : use Require(condition,
            "what is wrong")
        type System.Attribute
        free .ctor
        refused GetCustomAttribute GetCustomAttributes get_TypeId : reflection is not allowed in contracts
        refused Equals IsDefaultAttribute
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        type System.AttributeUsageAttribute
        free .ctor get_AllowMultiple set_AllowMultiple get_Inherited set_Inherited
        type System.ObsoleteAttribute
        free .ctor set_DiagnosticId set_UrlFormat
        type System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverageAttribute
        free .ctor set_Justification
        type System.Diagnostics.CodeAnalysis.ExperimentalAttribute
        free .ctor set_UrlFormat
        type System.Collections.IEnumerable System.Collections.Generic.IEnumerable
        free GetEnumerator
        type System.Collections.IEnumerator
        free MoveNext get_Current Reset
        type System.Collections.IComparer System.Collections.Generic.IComparer
        free Compare
        type System.Collections.IEqualityComparer System.Collections.Generic.IEqualityComparer
        free Equals GetHashCode
        type System.Collections.Generic.ICollection
        free get_Count get_IsReadOnly Add Clear Remove
        sized Contains CopyTo
        type System.Collections.Generic.IDictionary
        free get_Item set_Item get_Keys get_Values ContainsKey Add Remove TryGetValue
        type System.Collections.Generic.IEnumerator
        free get_Current
        type System.Collections.Generic.IList
        free get_Item set_Item Insert RemoveAt
        sized IndexOf
        type System.Collections.Generic.IReadOnlyCollection
        free get_Count
        type System.Collections.Generic.IReadOnlyDictionary
        free ContainsKey TryGetValue get_Item get_Keys get_Values
        type System.Collections.Generic.IReadOnlyList
        free get_Item
        type System.Collections.Generic.ISet
        free Add UnionWith IntersectWith ExceptWith SymmetricExceptWith IsSubsetOf IsSupersetOf IsProperSupersetOf IsProperSubsetOf Overlaps SetEquals
        type System.Collections.Generic.IReadOnlySet
        free Contains IsProperSubsetOf IsProperSupersetOf IsSubsetOf IsSupersetOf Overlaps SetEquals
        type System.Collections.Generic.KeyValuePair
        free Create .ctor get_Key get_Value Deconstruct
        refused ToString
        type System.Text.Encoding
        free get_UTF8
        sized GetByteCount(System.String) GetBytes(System.String) GetString(System.ReadOnlySpan`1<System.Byte>)
            GetString(System.Byte[],System.Int32,System.Int32)
        refused get_Default .ctor RegisterProvider GetEncoding GetPreamble get_Preamble get_EncodingName get_WebName get_EncoderFallback set_EncoderFallback
            get_DecoderFallback set_DecoderFallback Clone get_IsReadOnly get_ASCII get_Latin1 GetByteCount GetBytes TryGetBytes GetCharCount GetChars
            TryGetChars GetString get_CodePage GetDecoder GetEncoder GetMaxByteCount GetMaxCharCount get_Unicode get_BigEndianUnicode get_UTF32 Equals
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        type System.Numerics.BitOperations
        free IsPow2 RoundUpToPowerOf2 LeadingZeroCount Log2 PopCount TrailingZeroCount RotateLeft RotateRight
        type System.Buffers.Binary.BinaryPrimitives
        free ReadInt32BigEndian ReadInt64BigEndian ReadUInt32BigEndian ReadInt16LittleEndian ReadInt32LittleEndian ReadInt64LittleEndian
            ReadUInt16LittleEndian ReadUInt32LittleEndian ReadUInt64LittleEndian ReverseEndianness WriteUInt32BigEndian TryWriteInt16BigEndian
            TryWriteInt32BigEndian TryWriteInt64BigEndian TryWriteInt128BigEndian TryWriteIntPtrBigEndian TryWriteUInt16BigEndian TryWriteUInt32BigEndian
            TryWriteUInt64BigEndian TryWriteUInt128BigEndian TryWriteUIntPtrBigEndian WriteInt16LittleEndian WriteInt32LittleEndian WriteInt64LittleEndian
            WriteUInt16LittleEndian WriteUInt32LittleEndian WriteUInt64LittleEndian TryWriteInt16LittleEndian TryWriteInt32LittleEndian
            TryWriteInt64LittleEndian TryWriteInt128LittleEndian TryWriteIntPtrLittleEndian TryWriteUInt16LittleEndian TryWriteUInt32LittleEndian
            TryWriteUInt64LittleEndian TryWriteUInt128LittleEndian TryWriteUIntPtrLittleEndian
        refused ReadDoubleLittleEndian ReadSingleLittleEndian WriteDoubleLittleEndian WriteSingleLittleEndian
        undetermined type System.DateTime
        free .ctor(System.Int64) .ctor(System.Int64,System.DateTimeKind) .ctor(System.DateOnly,System.TimeOnly)
            .ctor(System.DateOnly,System.TimeOnly,System.DateTimeKind) .ctor(System.Int32,System.Int32,System.Int32)
            .ctor(System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32)
            .ctor(System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.DateTimeKind)
            .ctor(System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32)
            .ctor(System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.DateTimeKind)
            .ctor(System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32)
            .ctor(System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.Int32,System.DateTimeKind) Add AddDays
            AddHours AddMilliseconds AddMicroseconds AddMinutes AddMonths AddSeconds AddTicks AddYears Compare CompareTo DaysInMonth Equals FromBinary
            FromFileTime FromFileTimeUtc FromOADate IsDaylightSavingTime SpecifyKind ToBinary get_Date get_Day get_DayOfWeek get_DayOfYear get_Hour get_Kind
            get_Millisecond get_Microsecond get_Nanosecond get_Minute get_Month get_Now get_Second get_Ticks get_TimeOfDay get_Today get_Year IsLeapYear
            Subtract ToOADate ToFileTime ToFileTimeUtc ToLocalTime ToUniversalTime op_Addition op_Subtraction op_Equality op_Inequality op_LessThan
            op_LessThanOrEqual op_GreaterThan op_GreaterThanOrEqual Deconstruct get_UtcNow MinValue MaxValue UnixEpoch
        refused .ctor Parse ParseExact ToLongDateString ToLongTimeString ToShortDateString ToShortTimeString ToString TryFormat TryParse TryParseExact
            GetDateTimeFormats
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused GetTypeCode : reflection is not allowed in contracts
        undetermined type System.DateTimeOffset
        free .ctor get_UtcNow get_DateTime get_UtcDateTime get_LocalDateTime ToOffset get_Offset get_UtcTicks AddTicks CompareTo Equals FromUnixTimeSeconds
            ToUnixTimeMilliseconds op_Implicit op_Addition op_Subtraction op_Equality op_Inequality op_LessThan op_LessThanOrEqual op_GreaterThan
            op_GreaterThanOrEqual MinValue MaxValue UnixEpoch
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused ToString TryFormat TryParseExact
        undetermined type System.DateOnly
        free get_DayOfWeek get_DayNumber op_Equality op_Inequality op_GreaterThan op_GreaterThanOrEqual op_LessThan op_LessThanOrEqual Deconstruct
            FromDateTime CompareTo Equals
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused ToString TryFormat
        undetermined type System.TimeOnly
        free get_Ticks op_Equality op_Inequality op_GreaterThan op_GreaterThanOrEqual op_LessThan op_LessThanOrEqual op_Subtraction FromDateTime CompareTo
            Equals
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused ToString TryFormat
        undetermined type System.TimeSpan
        free .ctor get_Ticks get_Days get_Hours get_Milliseconds get_Microseconds get_Nanoseconds get_Minutes get_Seconds get_TotalDays get_TotalHours
            get_TotalMilliseconds get_TotalMicroseconds get_TotalNanoseconds get_TotalMinutes get_TotalSeconds Add Compare CompareTo FromDays Duration Equals
            FromHours FromMinutes FromSeconds FromMilliseconds FromMicroseconds Negate Subtract Multiply Divide FromTicks op_UnaryNegation op_Subtraction
            op_UnaryPlus op_Addition op_Multiply op_Division op_Equality op_Inequality op_LessThan op_LessThanOrEqual op_GreaterThan op_GreaterThanOrEqual
            NanosecondsPerTick TicksPerMicrosecond TicksPerMillisecond TicksPerSecond TicksPerMinute TicksPerHour TicksPerDay MicrosecondsPerMillisecond
            MicrosecondsPerSecond MicrosecondsPerMinute MicrosecondsPerHour MicrosecondsPerDay MillisecondsPerSecond MillisecondsPerMinute MillisecondsPerHour
            MillisecondsPerDay SecondsPerMinute SecondsPerHour SecondsPerDay MinutesPerHour MinutesPerDay HoursPerDay Zero MaxValue MinValue
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused Parse ParseExact TryParse TryParseExact ToString TryFormat
        undetermined type System.DateTimeKind
        free Unspecified Utc Local
        undetermined type System.DayOfWeek
        free Sunday Monday Tuesday Wednesday Thursday Friday Saturday
        undetermined type System.Random
        free .ctor get_Shared Next NextDouble Sample
        undetermined type System.Guid
        free get_AllBitsSet
            .ctor(System.UInt32,System.UInt16,System.UInt16,System.Byte,System.Byte,System.Byte,System.Byte,System.Byte,System.Byte,System.Byte,System.Byte)
            .ctor(System.Int32,System.Int16,System.Int16,System.Byte,System.Byte,System.Byte,System.Byte,System.Byte,System.Byte,System.Byte,System.Byte)
            get_Variant get_Version CreateVersion7 ToByteArray Equals CompareTo op_Equality op_Inequality op_LessThan op_LessThanOrEqual op_GreaterThan
            op_GreaterThanOrEqual NewGuid Empty
        refused .ctor Parse TryParse ParseExact TryParseExact TryWriteBytes ToString TryFormat
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        undetermined type System.Double
        free IsFinite IsInfinity IsNaN IsNegative IsNegativeInfinity IsNormal IsPositiveInfinity IsSubnormal CompareTo Equals op_Equality op_Inequality
            op_LessThan op_GreaterThan op_LessThanOrEqual op_GreaterThanOrEqual IsPow2 Log2 Exp ExpM1 Exp2 Exp2M1 Exp10 Exp10M1 Ceiling ConvertToInteger
            ConvertToIntegerNative Floor Round Truncate Atan2 Atan2Pi BitDecrement BitIncrement FusedMultiplyAdd Ieee754Remainder ILogB Lerp
            ReciprocalEstimate ReciprocalSqrtEstimate ScaleB Acosh Asinh Atanh Cosh Sinh Tanh Log LogP1 Log2P1 Log10 Log10P1 Clamp ClampNative CopySign Max
            MaxNative MaxNumber Min MinNative MinNumber Sign Abs CreateChecked CreateSaturating CreateTruncating IsEvenInteger IsInteger IsOddInteger
            IsPositive IsRealNumber MaxMagnitude MaxMagnitudeNumber MinMagnitude MinMagnitudeNumber MultiplyAddEstimate Pow Cbrt Hypot RootN Sqrt Acos AcosPi
            Asin AsinPi Atan AtanPi Cos CosPi DegreesToRadians RadiansToDegrees Sin SinCos SinCosPi SinPi Tan TanPi MinValue MaxValue Epsilon NegativeInfinity
            PositiveInfinity NaN NegativeZero E Pi Tau
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused ToString TryFormat Parse TryParse
        refused GetTypeCode : reflection is not allowed in contracts
        undetermined type System.Single
        free IsFinite IsInfinity IsNaN IsNegative IsNegativeInfinity IsNormal IsPositiveInfinity IsSubnormal CompareTo op_Equality op_Inequality op_LessThan
            op_GreaterThan op_LessThanOrEqual op_GreaterThanOrEqual Equals IsPow2 Log2 Exp ExpM1 Exp2 Exp2M1 Exp10 Exp10M1 Ceiling ConvertToInteger
            ConvertToIntegerNative Floor Round Truncate Atan2 Atan2Pi BitDecrement BitIncrement FusedMultiplyAdd Ieee754Remainder ILogB Lerp
            ReciprocalEstimate ReciprocalSqrtEstimate ScaleB Acosh Asinh Atanh Cosh Sinh Tanh Log LogP1 Log10 Log2P1 Log10P1 Clamp ClampNative CopySign Max
            MaxNative MaxNumber Min MinNative MinNumber Sign Abs CreateChecked CreateSaturating CreateTruncating IsEvenInteger IsInteger IsOddInteger
            IsPositive IsRealNumber MaxMagnitude MaxMagnitudeNumber MinMagnitude MinMagnitudeNumber MultiplyAddEstimate Pow Cbrt Hypot RootN Sqrt Acos AcosPi
            Asin AsinPi Atan AtanPi Cos CosPi DegreesToRadians RadiansToDegrees Sin SinCos SinCosPi SinPi Tan TanPi MinValue MaxValue Epsilon NegativeInfinity
            PositiveInfinity NaN NegativeZero E Pi Tau
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused ToString TryFormat Parse TryParse
        refused GetTypeCode : reflection is not allowed in contracts
        undetermined type System.Half
        free get_PositiveInfinity get_NegativeInfinity get_NaN get_MinValue get_MaxValue op_LessThan op_GreaterThan op_LessThanOrEqual op_GreaterThanOrEqual
            op_Equality op_Inequality IsFinite IsNaN IsNegative CompareTo Equals op_Explicit op_CheckedExplicit op_Implicit op_Addition op_Decrement
            op_Division op_Increment op_Modulus op_Multiply Max Min get_One get_Zero CreateChecked CreateSaturating CreateTruncating op_Subtraction
            op_UnaryNegation op_UnaryPlus
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused ToString TryFormat
        undetermined type System.Decimal
        free .ctor(System.Int32) .ctor(System.UInt32) .ctor(System.Int64) .ctor(System.UInt64) .ctor(System.Single) .ctor(System.Double)
            .ctor(System.Int32,System.Int32,System.Int32,System.Boolean,System.Byte) FromOACurrency ToOACurrency get_Scale Add Ceiling Compare CompareTo
            Divide Equals Floor GetBits(System.Decimal) Remainder Multiply Negate Round Subtract ToByte ToSByte ToInt16 ToDouble ToInt32 ToInt64 ToUInt16
            ToUInt32 ToUInt64 ToSingle Truncate op_Implicit op_Explicit op_UnaryPlus op_UnaryNegation op_Increment op_Decrement op_Addition op_Subtraction
            op_Multiply op_Division op_Modulus op_Equality op_Inequality op_LessThan op_LessThanOrEqual op_GreaterThan op_GreaterThanOrEqual ConvertToInteger
            ConvertToIntegerNative Clamp CopySign Max Min Sign Abs CreateChecked CreateSaturating CreateTruncating IsCanonical IsEvenInteger IsInteger
            IsNegative IsOddInteger IsPositive MaxMagnitude MinMagnitude Zero One MinusOne MaxValue MinValue
        refused .ctor ToString TryFormat Parse TryParse GetBits TryGetBits
        refused GetHashCode : hash codes are for keys: compare values instead, or use Crypto.Keccak256
        refused GetTypeCode : reflection is not allowed in contracts
        undetermined type System.MathF
        free Acos Acosh Asin Asinh Atan Atan2 Atanh Cbrt Ceiling Cos Cosh Exp Floor Log Log10 Pow Sin SinCos Sinh Sqrt Tan Tanh FusedMultiplyAdd Log2 Abs
            BitDecrement BitIncrement CopySign IEEERemainder ILogB Max MaxMagnitude Min MinMagnitude ReciprocalEstimate ReciprocalSqrtEstimate Round Sign
            Truncate ScaleB
        undetermined type System.MidpointRounding
        free ToEven AwayFromZero ToZero ToNegativeInfinity ToPositiveInfinity
        undetermined type System.Diagnostics.Stopwatch
        free .ctor Start StartNew get_Elapsed get_ElapsedTicks GetTimestamp Frequency IsHighResolution
        refused ToString
        undetermined type System.Environment
        free get_TickCount get_TickCount64
        refused get_CurrentManagedThreadId get_ExitCode set_ExitCode Exit GetCommandLineArgs FailFast get_ProcessorCount get_IsPrivilegedProcess
            get_HasShutdownStarted GetEnvironmentVariable GetEnvironmentVariables SetEnvironmentVariable get_CommandLine get_CurrentDirectory
            set_CurrentDirectory ExpandEnvironmentVariables GetFolderPath get_ProcessId get_ProcessPath get_Is64BitProcess get_Is64BitOperatingSystem
            get_NewLine get_OSVersion get_SystemPageSize get_UserInteractive get_SystemDirectory get_UserDomainName get_CpuUsage GetLogicalDrives
            get_MachineName get_WorkingSet get_UserName get_Version
        refused get_StackTrace : what an exception says is its Message
        type System.IFormatProvider
        refused GetFormat : results must not depend on a culture
        compiler type System.Runtime.CompilerServices.RuntimeHelpers
        free InitializeArray EnsureSufficientExecutionStack CreateSpan
        sized GetSubArray
        compiler type System.Type
        free GetTypeFromHandle op_Equality op_Inequality
        compiler type System.Runtime.CompilerServices.CompilerGeneratedAttribute System.Runtime.CompilerServices.NullableAttribute
            System.Runtime.CompilerServices.NullableContextAttribute System.Runtime.CompilerServices.IsReadOnlyAttribute
            System.Runtime.CompilerServices.ExtensionAttribute System.Runtime.CompilerServices.RefSafetyRulesAttribute
            System.Runtime.CompilerServices.CompilationRelaxationsAttribute System.Runtime.CompilerServices.IteratorStateMachineAttribute
            System.Runtime.CompilerServices.TupleElementNamesAttribute System.Runtime.CompilerServices.IsByRefLikeAttribute
            System.Runtime.CompilerServices.InlineArrayAttribute System.Runtime.CompilerServices.RequiredMemberAttribute
            System.Runtime.CompilerServices.CompilerFeatureRequiredAttribute System.Runtime.CompilerServices.ScopedRefAttribute
            System.Runtime.CompilerServices.ParamCollectionAttribute System.Runtime.CompilerServices.IsUnmanagedAttribute
            System.Runtime.CompilerServices.RequiresLocationAttribute System.Runtime.CompilerServices.OverloadResolutionPriorityAttribute
            System.Runtime.CompilerServices.PreserveBaseOverridesAttribute System.Runtime.CompilerServices.InterpolatedStringHandlerAttribute
            System.Runtime.CompilerServices.InterpolatedStringHandlerArgumentAttribute System.Runtime.CompilerServices.CollectionBuilderAttribute
            System.Runtime.CompilerServices.SwitchExpressionException System.Reflection.DefaultMemberAttribute
        free .ctor
        compiler type System.Runtime.CompilerServices.RuntimeCompatibilityAttribute
        free .ctor set_WrapNonExceptionThrows
        compiler type System.Runtime.CompilerServices.IsExternalInit System.Runtime.CompilerServices.IsVolatile System.Runtime.InteropServices.InAttribute
            System.IAsyncResult System.AsyncCallback System.RuntimeFieldHandle System.RuntimeTypeHandle
        compiler type System.Environment
        free get_CurrentManagedThreadId
        compiler type System.ReadOnlySpan
        free .ctor(System.Void*,System.Int32)
        compiler type System.Activator
        free CreateInstance()
        details type System.Collections.ICollection
        free get_Count get_IsSynchronized get_SyncRoot CopyTo
        details type System.Collections.IList
        free get_Item set_Item get_IsFixedSize get_IsReadOnly Add Clear Contains IndexOf Insert Remove RemoveAt
        details type System.Runtime.CompilerServices.Unsafe
        free As Add AsRef
        details type System.Runtime.InteropServices.MemoryMarshal
        free CreateSpan CreateReadOnlySpan
        generated type System.Runtime.CompilerServices.RuntimeHelpers
        free GetUninitializedObject
        """;
}
