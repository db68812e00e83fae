using Interleave;
using System;
using System.Collections.Generic;
using System.Linq;

/// <summary>Code that goes on while the frame is being ended.</summary>
public class Endings : Contract
{
    [Storage] public uint Seen { get; private set; }

    static bool Forever(uint x) { for (; ; ) x = unchecked(x + 1); }
    static bool Deep(uint x) => !Deep(unchecked(x + 1));
    static void Fall(uint x) { try { Fall(unchecked(x + 1)); } finally { Fall(unchecked(x + 1)); } }

    public void FinallyLoops() { try { Forever(0); } finally { for (; ; ) { } } }
    public void FinallyRecurses() => Fall(0);
    public void FinallyDeep() { try { Forever(0); } finally { Deep(0); } }
    public void FinallyNests()
    {
        try { try { try { Forever(0); } finally { Forever(1); } } finally { Forever(2); } }
        finally { try { Forever(3); } finally { Deep(0); } }
    }
    public void FinallyStores() { try { Forever(0); } finally { for (uint i = 0; ; i++) Seen = i; } }
    public uint FinallyReturns() { try { Forever(0); } catch { return 1; } finally { Seen = 2; } return 3; }
    public uint FilterLoops() { try { Forever(0); } catch when (Forever(1)) { return 1; } return 2; }
    public uint FilterRecurses() { try { Forever(0); } catch (Exception) when (Deep(0)) { return 1; } return 2; }
    static bool Filter(uint x) { try { Forever(x); } catch (Exception) when (Filter(x + 1)) { } return true; }
    public bool FilterFilters() => Filter(0);
    static bool Thrower(uint x) { try { throw new Exception("x"); } catch (Exception) when (Thrower(x + 1)) { } return true; }
    public bool FilterThrows() => Thrower(0);
    public uint FilterSwallows() { try { Deep(0); } catch (Exception e) when (e.Message != "") { return 1; } return 2; }
    public uint FilterOnce() { var n = 0u; try { throw new Exception("x"); } catch (Exception) when (++n == 5) { } catch (Exception) when (++n > 0) { } return n; }
    public uint CatchAll() { for (; ; ) try { Forever(0); } catch { } }
    public uint CatchNests() { for (; ; ) try { try { Forever(0); } catch { Forever(0); } } catch { try { Deep(0); } catch { } } }
    public uint Rethrows() { for (; ; ) try { try { Deep(0); } catch { throw; } } catch (Exception) { } }
    sealed class Closer : IDisposable { public void Dispose() => Forever(0); }
    public void Disposes() { using var a = new Closer(); using var b = new Closer(); Forever(0); }
    IEnumerable<uint> Items() { try { for (uint i = 0; ; i++) yield return i; } finally { Forever(0); } }
    public uint IteratorFinally() { var n = 0u; foreach (var i in Items()) { n = i; Deep(0); } return n; }
    static void Widen(int x)
    {
        try { if (x > 0) Widen(x - 1); else Forever(0); }
        finally { if (x > 0) Widen(x - 1); else Forever(0); }
    }
    // 2^30 finally blocks.
    public void FinallyTree() => Widen(30);
    static void WidenCatch(int x)
    {
        try { if (x > 0) WidenCatch(x - 1); else Deep(0); }
        catch { if (x > 0) WidenCatch(x - 1); }
        finally { if (x > 0) WidenCatch(x - 1); }
    }
    public void MixedTree() => WidenCatch(30);
    static bool FilterTreeAt(int x)
    {
        try { if (x > 0) FilterTreeAt(x - 1); else Forever(0); }
        catch when (x > 0 && FilterTreeAt(x - 1)) { }
        return false;
    }
    public void FilterTree() => FilterTreeAt(30);
    public void FinallyEmptyLoops()
    {
        // Nothing in it is paid for but the step itself.
        try { Forever(0); } finally { again: goto again; }
    }
    public uint FilterFails(uint zero) { try { throw new Exception("x"); } catch when (1 / zero == 0) { return 1; } catch { return 2; } }
    public uint FilterKeeps() { try { throw new Exception("four"); } catch (Exception e) when (e.Message is { Length: > 3 } text) { return (uint)text.Length; } }
    static void Throwing(uint x) { try { if (x > 0) Throwing(x - 1); else throw new Exception("first"); } finally { throw new Exception(x.ToString()); } }
    public void FinallyThrowsSome() => Throwing(10);
    public void FinallyThrows() => Throwing(1000);
    static bool Asks(uint x) { try { throw new Exception(x.ToString()); } catch (Exception) when (x == 0 || Asks(x - 1)) { return true; } }
    public bool FilterAsksSome() => Asks(10);
    public bool FilterAsks() => Asks(1000);
    public uint FinallyCalls() { try { Forever(0); } finally { Self.Address.Call(new byte[4]); } return 1; }
}
