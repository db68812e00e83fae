// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title One number that everybody increments
/// @notice Every call reads and writes the same storage slot: of two concurrent calls only one can stand, the other one
/// has to run again. The worst case for a parallel ledger.
contract Counter {
    /// @notice How often increment() was called.
    uint256 public count;

    /// @notice Emitted with the new count.
    event Incremented(address indexed by, uint256 count);

    /// @notice Adds one.
    function increment() external {
        uint256 next = count + 1;
        count = next;
        emit Incremented(msg.sender, next);
    }
}
