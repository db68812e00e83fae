// SPDX-License-Identifier: MIT
pragma solidity >=0.8.0;

/// A number that many transactions change at the same time without getting in each other's way.
///
///     import {Counter, CounterLib} from "interleave/Counter.sol";
///
///     contract Shop {
///         using CounterLib for Counter;
///         Counter internal sold;
///         function buy() external { sold.add(1); }
///         function total() external view returns (int256) { return sold.get(); }
///     }
///
/// Two transactions that only `add` or `sub` commute, so they do not conflict and run in parallel; `get` conflicts with whoever
/// changes the counter. The number is signed and has no lower bound: what must not fall below zero is no counter.
struct Counter {
    /// Not used: it gives the counter its place in storage.
    uint256 slot_;
}

library CounterLib {
    /// Interleave's counter contract. Other chains do not have it: there, every function reverts.
    address internal constant COUNTERS = address(uint160(0x696c0001));

    /// Amounts are below 2^128.
    function add(Counter storage self, uint256 amount) internal {
        change(0x5ffa4bce, self, amount);
    }

    function sub(Counter storage self, uint256 amount) internal {
        change(0x2ee9d8c2, self, amount);
    }

    function get(Counter storage self) internal view returns (int256 value) {
        bytes32 key;
        assembly {
            key := self.slot
        }
        (bool ok, bytes memory out) = COUNTERS.staticcall(abi.encodeWithSelector(0x8eaa6ac0, key));
        require(ok && out.length == 32, "Counter: no counters on this chain");
        value = abi.decode(out, (int256));
    }

    function change(bytes4 selector, Counter storage self, uint256 amount) private {
        require(amount < 1 << 128, "Counter: amount too large");
        bytes32 key;
        assembly {
            key := self.slot
        }
        (bool ok, bytes memory out) = COUNTERS.call(abi.encodeWithSelector(selector, key, amount));
        require(ok && out.length == 32, "Counter: no counters on this chain");
    }
}
