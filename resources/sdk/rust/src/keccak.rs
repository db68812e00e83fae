//! Keccak-256: by the host at run time, and at compile time for selectors and topics.

/// Keccak-256, by the host.
pub fn keccak256(data: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    unsafe { crate::host::keccak256(data.as_ptr(), data.len(), hash.as_mut_ptr()) };
    hash
}

/// SHA-256, by the host.
pub fn sha256(data: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    unsafe { crate::host::sha256(data.as_ptr(), data.len(), hash.as_mut_ptr()) };
    hash
}

const RATE: usize = 136;

/// Keccak-256 of the first `len` bytes, at compile time.
pub const fn keccak256_const<const N: usize>(data: &[u8; N], len: usize) -> [u8; 32] {
    let mut state = [0u64; 25];
    let mut at = 0;
    let mut lane = 0;
    loop {
        // One byte at a time: data, then the padding 01 00 .. 80.
        let last = lane == RATE - 1;
        let mut byte = 0;
        if at < len {
            byte = data[at];
        } else if at == len {
            byte = 0x01;
        }
        if last && at >= len {
            byte ^= 0x80;
        }
        state[lane / 8] ^= (byte as u64) << (lane % 8 * 8);
        lane += 1;
        if lane == RATE {
            state = permute(state);
            if at >= len {
                break;
            }
            lane = 0;
        }
        at += 1;
    }
    let mut hash = [0; 32];
    let mut i = 0;
    while i < 32 {
        hash[i] = (state[i / 8] >> (i % 8 * 8)) as u8;
        i += 1;
    }
    hash
}

const ROTATIONS: [u32; 24] =
    [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
const PLACES: [usize; 24] = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

const fn permute(mut a: [u64; 25]) -> [u64; 25] {
    let mut lfsr = 1u8;
    let mut round = 0;
    while round < 24 {
        let mut c = [0u64; 5];
        let mut x = 0;
        while x < 5 {
            c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
            x += 1;
        }
        x = 0;
        while x < 25 {
            a[x] ^= c[(x + 4) % 5] ^ c[(x + 1) % 5].rotate_left(1);
            x += 1;
        }
        let mut moved = a[1];
        x = 0;
        while x < 24 {
            let next = a[PLACES[x]];
            a[PLACES[x]] = moved.rotate_left(ROTATIONS[x]);
            moved = next;
            x += 1;
        }
        let mut y = 0;
        while y < 25 {
            let row = [a[y], a[y + 1], a[y + 2], a[y + 3], a[y + 4]];
            x = 0;
            while x < 5 {
                a[y + x] = row[x] ^ (!row[(x + 1) % 5] & row[(x + 2) % 5]);
                x += 1;
            }
            y += 5;
        }
        // The round constant: bits of a linear feedback shift register at places 2^j - 1.
        let mut j = 0;
        while j < 7 {
            if lfsr & 1 == 1 {
                a[0] ^= 1u64 << ((1u32 << j) - 1);
            }
            lfsr = (lfsr << 1) ^ (if lfsr & 0x80 != 0 { 0x71 } else { 0 });
            j += 1;
        }
        round += 1;
    }
    a
}
