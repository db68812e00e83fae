// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// BLAKE2s-256 (RFC 7693) of 64 bytes, the inner node of a hash tree: one compression, in plain Solidity.
library Blake2s {
    uint256 private constant WORD = 0xffffffff;

    function pair(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        uint256[8] memory iv = initial();
        uint256[16] memory m;
        uint256[16] memory v;
        unchecked {
            for (uint256 i = 0; i < 8; i++) {
                m[i] = swap(uint256(left) >> (224 - 32 * i));
                m[8 + i] = swap(uint256(right) >> (224 - 32 * i));
                v[i] = v[8 + i] = iv[i];
            }
            // Parameters: 32 bytes of digest, no key, no tree. Then 64 bytes so far, and the last block.
            v[0] ^= 0x01010020;
            v[12] ^= 64;
            v[14] ^= WORD;
            for (uint256 round = 0; round < 10; round++) {
                uint256 s = schedule(round);
                mix(v, 0, 4, 8, 12, m[(s >> 60) & 15], m[(s >> 56) & 15]);
                mix(v, 1, 5, 9, 13, m[(s >> 52) & 15], m[(s >> 48) & 15]);
                mix(v, 2, 6, 10, 14, m[(s >> 44) & 15], m[(s >> 40) & 15]);
                mix(v, 3, 7, 11, 15, m[(s >> 36) & 15], m[(s >> 32) & 15]);
                mix(v, 0, 5, 10, 15, m[(s >> 28) & 15], m[(s >> 24) & 15]);
                mix(v, 1, 6, 11, 12, m[(s >> 20) & 15], m[(s >> 16) & 15]);
                mix(v, 2, 7, 8, 13, m[(s >> 12) & 15], m[(s >> 8) & 15]);
                mix(v, 3, 4, 9, 14, m[(s >> 4) & 15], m[s & 15]);
            }
            uint256 digest;
            for (uint256 i = 0; i < 8; i++) {
                uint256 h = i == 0 ? iv[0] ^ 0x01010020 : iv[i];
                digest = (digest << 32) | swap(h ^ v[i] ^ v[8 + i]);
            }
            return bytes32(digest);
        }
    }

    function mix(uint256[16] memory v, uint256 a, uint256 b, uint256 c, uint256 d, uint256 x, uint256 y) private pure {
        unchecked {
            v[a] = (v[a] + v[b] + x) & WORD;
            v[d] = turn(v[d] ^ v[a], 16);
            v[c] = (v[c] + v[d]) & WORD;
            v[b] = turn(v[b] ^ v[c], 12);
            v[a] = (v[a] + v[b] + y) & WORD;
            v[d] = turn(v[d] ^ v[a], 8);
            v[c] = (v[c] + v[d]) & WORD;
            v[b] = turn(v[b] ^ v[c], 7);
        }
    }

    /// Rotates 32 bits to the right.
    function turn(uint256 x, uint256 by) private pure returns (uint256) {
        unchecked {
            return ((x >> by) | (x << (32 - by))) & WORD;
        }
    }

    /// The lowest 32 bits with their bytes turned round.
    function swap(uint256 x) private pure returns (uint256) {
        unchecked {
            return ((x & 0xff) << 24) | ((x & 0xff00) << 8) | ((x >> 8) & 0xff00) | ((x >> 24) & 0xff);
        }
    }

    function initial() private pure returns (uint256[8] memory) {
        return [
            uint256(0x6a09e667), 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
        ];
    }

    /// Which words of the message a round takes, one hex digit each.
    function schedule(uint256 round) private pure returns (uint256) {
        if (round == 0) return 0x0123456789abcdef;
        if (round == 1) return 0xea489fd61c02b753;
        if (round == 2) return 0xb8c052fdae367194;
        if (round == 3) return 0x7931dcbe265a40f8;
        if (round == 4) return 0x905724afe1bc683d;
        if (round == 5) return 0x2c6a0b834d75fe19;
        if (round == 6) return 0xc51fed4a0763928b;
        if (round == 7) return 0xdb7ec13950f4862a;
        if (round == 8) return 0x6fe9b308c2d714a5;
        return 0xa2847615fb9e3cd0;
    }
}
