#![no_std]
use interleave::*;

precompile! {
    /// The root of a BLAKE2s hash tree over leaves of 32 bytes, a power of two of them.
    pub fn tree(leaves: &[u8]) -> Bytes32 {
        let count = leaves.len() / 32;
        require(leaves.len() % 32 == 0 && count.is_power_of_two(), "the leaves are no power of two");
        let mut nodes: Vec<[u32; 8]> = leaves.chunks_exact(32).map(words).collect();
        let mut count = count;
        while count > 1 {
            count /= 2;
            for i in 0..count {
                nodes[i] = pair(&nodes[2 * i], &nodes[2 * i + 1]);
            }
        }
        bytes(&nodes[0])
    }
}

const IV: [u32; 8] =
    [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

/// Which words of the message a round takes.
const SCHEDULE: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/// BLAKE2s-256 (RFC 7693) of 64 bytes: one compression.
fn pair(left: &[u32; 8], right: &[u32; 8]) -> [u32; 8] {
    let mut h = IV;
    // 32 bytes of digest, no key, no tree.
    h[0] ^= 0x0101_0020;
    let mut v = [0; 16];
    v[..8].copy_from_slice(&h);
    v[8..].copy_from_slice(&IV);
    // 64 bytes so far, and the last block.
    v[12] ^= 64;
    v[14] ^= u32::MAX;
    let word = |i: usize| if i < 8 { left[i] } else { right[i - 8] };
    for s in &SCHEDULE {
        mix(&mut v, 0, 4, 8, 12, word(s[0]), word(s[1]));
        mix(&mut v, 1, 5, 9, 13, word(s[2]), word(s[3]));
        mix(&mut v, 2, 6, 10, 14, word(s[4]), word(s[5]));
        mix(&mut v, 3, 7, 11, 15, word(s[6]), word(s[7]));
        mix(&mut v, 0, 5, 10, 15, word(s[8]), word(s[9]));
        mix(&mut v, 1, 6, 11, 12, word(s[10]), word(s[11]));
        mix(&mut v, 2, 7, 8, 13, word(s[12]), word(s[13]));
        mix(&mut v, 3, 4, 9, 14, word(s[14]), word(s[15]));
    }
    for i in 0..8 {
        h[i] ^= v[i] ^ v[8 + i];
    }
    h
}

#[inline(always)]
fn mix(v: &mut [u32; 16], a: usize, b: usize, c: usize, d: usize, x: u32, y: u32) {
    v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
    v[d] = (v[d] ^ v[a]).rotate_right(16);
    v[c] = v[c].wrapping_add(v[d]);
    v[b] = (v[b] ^ v[c]).rotate_right(12);
    v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
    v[d] = (v[d] ^ v[a]).rotate_right(8);
    v[c] = v[c].wrapping_add(v[d]);
    v[b] = (v[b] ^ v[c]).rotate_right(7);
}

fn words(bytes: &[u8]) -> [u32; 8] {
    let mut words = [0; 8];
    for (word, four) in words.iter_mut().zip(bytes.chunks_exact(4)) {
        *word = u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
    }
    words
}

fn bytes(words: &[u32; 8]) -> Bytes32 {
    let mut bytes = [0; 32];
    for (four, word) in bytes.chunks_exact_mut(4).zip(words) {
        four.copy_from_slice(&word.to_le_bytes());
    }
    bytes
}
