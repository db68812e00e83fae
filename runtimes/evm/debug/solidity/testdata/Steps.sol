// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

// Umlauts before code on one line: äöü€𝄞
library Sums {
    struct D { uint256 a; }
    function add(D storage d, uint256 x) internal returns (uint256) {
        d.a += x;
        return d.a;
    }
    function far(uint256 x) external pure returns (uint256) { return x + 1; }
}

function free(uint256 q) pure returns (uint256 w) {
    w = q * 2;
}

contract Base {
    uint256 internal b = 7;
    uint256 public immutable im;
    uint256 constant ONE = 1 * 1;

    constructor(uint256 z) {
        uint256 loc = z + ONE;
        b = loc;
        im = loc;
    }

    modifier only(uint256 lim) {
        uint256 m = lim + ONE;
        require(m > 0, "no");
        _;
        b = m;
    }
}

contract Steps is Base {
    using Sums for Sums.D;
    Sums.D d;
    mapping(address => uint256) public bal;
    event E(uint256 x);

    constructor(uint256 k) payable Base(k * 2) {
        uint256 t = k;
        b += t;
    }

    function run(uint256 n, string calldata s)
        external
        only(n)
        only(5)
        returns (uint256 total, bool ok)
    {
        uint256 x = free(n); /* 𝄞 */ x += 0;
        for (uint256 i = 0; i < n; i++) {
            uint256 y = i * x;
            total += d.add(
                y
            );
        }
        if (total > 3) ok = true;
        assembly {
            function dbl(v) -> r {
                r := mul(v, 2)
            }
            let q := dbl(total)
            if gt(q, 3) {
                total := add(total, q)
            }
        }
        function (uint256) pure returns (uint256) fp = free;
        total = fp(total);
        try this.ext(total) returns (uint256 got) {
            total = got;
        } catch Error(string memory why) {
            total = bytes(why).length;
        }
        nothing();
        emit E(total + bytes(s).length);
        return (total, ok);
    }

    function ext(uint256 v) external view returns (uint256) { return v + b; }
    function nothing() internal pure {}

    receive() external payable {}

    fallback() external {
        b = 3;
    }
}
