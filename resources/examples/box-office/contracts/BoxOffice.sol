// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Tickets that everybody buys at once
/// @notice Each sale adds to one number, which nobody who buys has to know. It is the one cell that all sales meet at.
contract BoxOffice {
    /// @notice How many tickets were sold.
    uint256 public sold;
    /// @notice How many tickets somebody has.
    mapping(address buyer => uint256) public ticketsOf;

    /// @notice Emitted with each sale.
    event Sold(address indexed buyer, uint256 tickets);

    /// @notice Buys so many tickets.
    function buy(uint256 tickets) external {
        require(tickets > 0 && tickets <= 8, "1 to 8 tickets");
        ticketsOf[msg.sender] += tickets;
        sold += tickets;
        emit Sold(msg.sender, tickets);
    }
}
