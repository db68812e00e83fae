// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title An OpenZeppelin ERC-20 that trusts one market
/// @notice The market may move any holder's tokens when that holder calls it, so nobody has to approve it first. (Tokens
/// that trust Permit2 work the same way.)
contract MarketToken is ERC20, Ownable {
    /// @notice The market that needs no approval; zero: none yet.
    address public market;

    /// @notice The market is set once.
    error MarketAlreadySet(address market);

    /// @notice Mints `supply` (in units of 10^-18) to the deployer; nothing is minted afterwards.
    constructor(string memory name_, string memory symbol_, uint256 supply) ERC20(name_, symbol_) Ownable(msg.sender) {
        _mint(msg.sender, supply);
    }

    /// @notice Names the trusted market.
    function trustMarket(address market_) external onlyOwner {
        if (market != address(0)) revert MarketAlreadySet(market);
        market = market_;
    }

    /// @notice Sends `each` from the caller to every one of `recipients`.
    function airdrop(address[] calldata recipients, uint256 each) external {
        for (uint256 i = 0; i < recipients.length; ++i) {
            _transfer(msg.sender, recipients[i], each);
        }
    }

    /// @inheritdoc ERC20
    /// @dev OpenZeppelin leaves an allowance of the largest integer as it is: spending it writes nothing.
    function allowance(address owner, address spender) public view override returns (uint256) {
        return spender == market && spender != address(0) ? type(uint256).max : super.allowance(owner, spender);
    }
}
