// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// What an optimiser likes: functions it can put into others, variables it need not keep, code that functions share. See
// optimised-variables.test.ts.

contract Optimised {
    struct Pair { uint64 a; string text; }
    uint256 internal total;

    modifier counted(uint256 n) {
        total += n;
        _;
    }

    function outer(uint256 n, uint256 m, string calldata text, uint8 small) external counted(n * 3) returns (uint256) {
        m += 1;
        uint256 a = inner(n + 1);
        uint256 b = inner(a) + tiny(small) + small;
        return a + b + m + bytes(text).length;
    }

    function inner(uint256 n) internal pure returns (uint256) {
        uint256 square = n * n;
        return square + 1;
    }

    function tiny(uint256 n) internal pure returns (uint256 r) {
        unchecked {
            r = n * 2;
        }
    }

    function again(uint256 n) public returns (uint256) {
        if (n == 0) return total;
        return again(n - 1) + n;
    }

    function copies(uint256[] memory list, Pair memory pair, bytes calldata data, uint256[2] calldata two) external returns (uint256) {
        list[0] = 99;
        pair.a = uint64(list[0]);
        total = list[0] + two[1];
        return uint8(data[0]) + pair.a + two[0];
    }

    function byAssembly(uint256 n, bytes calldata data) external pure returns (uint256 r) {
        assembly {
            n := add(n, 5)
            data.length := 1
        }
        r = n + data.length;
    }
}
