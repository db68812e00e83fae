// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Counter, CounterLib} from "interleave/Counter.sol";

/// @title The same counter twice: as a number, and as a commutative counter
/// @notice counter.rs, counter.ts and Counter.cs are the same contract, with the same ABI, in Rust, AssemblyScript and C#.
contract HotCounter {
    using CounterLib for Counter;

    /// @notice How often increment() was called: one slot that every caller reads and writes.
    uint256 public count;
    Counter private tally_;

    /// @notice Emitted with the new count.
    event Incremented(address indexed by, uint256 count);

    /// @notice Adds one to the number. Two concurrent calls conflict.
    function increment() external {
        uint256 next = count + 1;
        count = next;
        emit Incremented(msg.sender, next);
    }

    /// @notice Adds one to the commutative counter, without reading it. Concurrent calls do not conflict.
    function tally() external {
        tally_.add(1);
    }

    /// @notice How often tally() was called.
    function tallied() external view returns (uint256) {
        return uint256(tally_.get());
    }
}
