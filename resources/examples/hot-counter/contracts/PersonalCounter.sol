// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title The cure: one number per account
/// @notice Each caller writes a slot of its own, so calls of different accounts do not conflict. The sum is formed when
/// somebody asks for it, not when somebody counts.
contract PersonalCounter {
    /// @notice How often an account called increment().
    mapping(address account => uint256) public countOf;

    /// @notice Emitted with the account's new count.
    event Incremented(address indexed by, uint256 count);

    /// @notice Adds one to the caller's count.
    function increment() external {
        uint256 next = countOf[msg.sender] + 1;
        countOf[msg.sender] = next;
        emit Incremented(msg.sender, next);
    }

    /// @notice The sum of the counts of `accounts`.
    function totalOf(address[] calldata accounts) external view returns (uint256 total) {
        for (uint256 i = 0; i < accounts.length; ++i) {
            total += countOf[accounts[i]];
        }
    }
}
