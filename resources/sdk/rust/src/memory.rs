//! The allocator: hands out memory from the end of the stack and data upwards and never takes it back, because every call
//! begins with fresh memory. And what happens on a Rust panic.
use core::alloc::{GlobalAlloc, Layout};
use core::sync::atomic::{AtomicUsize, Ordering};

const PAGE: usize = 65_536;

struct Bump {
    /// The first free byte; 0: not begun.
    next: AtomicUsize,
}

fn heap_base() -> usize {
    extern "C" {
        static __heap_base: u8;
    }
    unsafe { &__heap_base as *const u8 as usize }
}

fn ensure(end: usize) {
    use core::arch::wasm32::{memory_grow, memory_size, unreachable};
    let have = memory_size(0) * PAGE;
    if end > have && memory_grow(0, (end - have + PAGE - 1) / PAGE) == usize::MAX {
        unreachable() // the host's limit on memory: the whole call fails
    }
}

unsafe impl GlobalAlloc for Bump {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let mut next = self.next.load(Ordering::Relaxed);
        if next == 0 {
            next = heap_base();
        }
        let start = (next + layout.align() - 1) & !(layout.align() - 1);
        let end = match start.checked_add(layout.size()) {
            Some(end) if end <= isize::MAX as usize => end,
            _ => crate::revert::panic(crate::revert::OUT_OF_MEMORY),
        };
        ensure(end);
        self.next.store(end, Ordering::Relaxed);
        start as *mut u8
    }

    unsafe fn dealloc(&self, _ptr: *mut u8, _layout: Layout) {}

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // What was allocated last grows where it is: a buffer being filled is not copied.
        if ptr as usize + layout.size() == self.next.load(Ordering::Relaxed) && size <= isize::MAX as usize / 2 {
            ensure(ptr as usize + size);
            self.next.store(ptr as usize + size, Ordering::Relaxed);
            return ptr;
        }
        let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
        core::ptr::copy_nonoverlapping(ptr, new, if size < layout.size() { size } else { layout.size() });
        new
    }
}

#[global_allocator]
static ALLOCATOR: Bump = Bump { next: AtomicUsize::new(0) };

#[cfg(interleave_alloc_error_handler)]
#[alloc_error_handler]
fn out_of_memory(_: Layout) -> ! {
    crate::revert::panic(crate::revert::OUT_OF_MEMORY)
}

#[panic_handler]
fn on_panic(_: &core::panic::PanicInfo) -> ! {
    crate::revert::panic(crate::revert::ASSERTION)
}
