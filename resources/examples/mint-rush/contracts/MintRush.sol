// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @title An OpenZeppelin ERC-721 sold in one rush
/// @notice The next id is one cell that all mints contend on. Once everything is sold, the mints only read it, and no
/// longer conflict.
contract MintRush is ERC721 {
    /// @notice How many pieces there will ever be.
    uint256 public immutable cap;
    /// @notice How many one wallet may mint.
    uint256 public immutable maxPerWallet;
    /// @notice Exact price of a piece, in wei.
    uint256 public immutable price;
    /// @notice How many have been minted; the pieces are numbered from 1.
    uint256 public totalMinted;
    /// @notice How many a wallet has minted, whatever it did with them since.
    mapping(address wallet => uint256) public mintedBy;

    error WrongPrice(uint256 paid, uint256 price);
    error WalletLimit(address wallet, uint256 limit);
    error SoldOut(uint256 cap);

    constructor(uint256 cap_, uint256 maxPerWallet_, uint256 price_) ERC721("Mint Rush", "RUSH") {
        cap = cap_;
        maxPerWallet = maxPerWallet_;
        price = price_;
    }

    /// @notice Mints one piece to the caller for exactly the price.
    /// @return id The number of the piece.
    function mint() external payable returns (uint256 id) {
        if (msg.value != price) revert WrongPrice(msg.value, price);
        if (totalMinted == cap) revert SoldOut(cap);
        if (mintedBy[msg.sender] == maxPerWallet) revert WalletLimit(msg.sender, maxPerWallet);
        id = ++totalMinted;
        ++mintedBy[msg.sender];
        _mint(msg.sender, id);
    }

    /// @notice How many pieces are left.
    function remaining() external view returns (uint256) {
        return cap - totalMinted;
    }
}
