using Interleave;
using System;
using System.Collections.Generic;
using System.Linq;

/// <summary>What throws a lot.</summary>
public class Throws : Contract
{
    [Storage] public uint Seen { get; private set; }

    public uint Loop() { for (uint i = 0; ; i++) try { throw new Exception("x"); } catch { } }
    static uint Deep(uint x) { if (x > 0) return Deep(x - 1) + 1; for (; ; ) try { throw new Exception("x"); } catch { } }
    public uint LoopDeep() => Deep(1500);
    static uint Far(uint x) => x > 0 ? Far(x - 1) + 1 : throw new Exception("far");
    public uint Through() { for (; ; ) try { Far(1500); } catch { } }
    static uint FarFinally(uint x) { try { return x > 0 ? FarFinally(x - 1) + 1 : throw new Exception("far"); } finally { x++; } }
    public uint ThroughFinally() { for (; ; ) try { FarFinally(1000); } catch { } }
    static uint FarCatch(uint x) { try { return x > 0 ? FarCatch(x - 1) + 1 : throw new Exception("far"); } catch { throw; } }
    public uint ThroughRethrow() { for (; ; ) try { FarCatch(800); } catch { } }
    public uint ThroughWrapped() { for (; ; ) try { FarWrap(600); } catch { } }
    static uint FarWrap(uint x) { try { return x > 0 ? FarWrap(x - 1) + 1 : throw new Exception("far"); } catch (Exception e) { throw new Exception("wrapped", e); } }
    public uint ByLibrary() { var n = new uint[1]; for (; ; ) try { n[2] = 1; } catch (IndexOutOfRangeException) { } }
    static uint ByLibraryAt(uint x) { if (x > 0) return ByLibraryAt(x - 1) + 1; var n = new uint[1]; for (; ; ) try { n[2] = 1; } catch { } }
    public uint ByLibraryDeep() => ByLibraryAt(1500);
    static uint NullAt(uint x) { if (x > 0) return NullAt(x - 1) + 1; string s = null!; for (; ; ) try { Use(s.Length); } catch { } }
    static void Use(int x) { }
    public uint NullDeep() => NullAt(1500);
    public uint ByParse() { for (; ; ) try { int.Parse("x"); } catch { } }
    public uint ByFilter() { for (; ; ) try { try { throw new Exception("x"); } catch when (false) { } } catch { } }
    public uint Kept() { var all = new List<Exception>(); for (; ; ) try { Far(100); } catch (Exception e) { all.Add(e); } }
    public uint Nested() { Exception? e = null; for (; ; ) e = new Exception("x", e); }
    public uint NestedThrown() { Exception? e = null; for (var i = 0; i < 100_000; i++) e = new Exception("x", e); throw e!; }
    public uint LongMessage() => throw new Exception(new string('x', 1 << 20));
    public uint LongMessages() { for (; ; ) try { throw new Exception(new string('x', 1 << 16)); } catch { } }
    sealed class Odd : Exception { public override string Message { get { for (; ; ) { } } } public override string ToString() => ToString() + "x"; }
    public uint OddMessage() => throw new Odd();
    sealed class Thrown : Exception { public override string Message => throw new Thrown(); }
    public uint MessageThrows() => throw new Thrown();
    public string OddText() { try { throw new Odd(); } catch (Exception e) { return e.ToString(); } }
    public string Traced() { var s = ""; for (; ; ) try { Far(1000); } catch (Exception e) { s = e.ToString(); } }
}
