// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title An OpenZeppelin ERC-20 with an airdrop
/// @notice A transfer touches two balances. Two transfers conflict only where they share one of them.
contract RushToken is ERC20 {
    /// @notice Mints `supply` (in units of 10^-18) to the deployer; nothing is minted afterwards.
    constructor(string memory name_, string memory symbol_, uint256 supply) ERC20(name_, symbol_) {
        _mint(msg.sender, supply);
    }

    /// @notice Sends `each` from the caller to every one of `recipients`.
    function airdrop(address[] calldata recipients, uint256 each) external {
        for (uint256 i = 0; i < recipients.length; ++i) {
            _transfer(msg.sender, recipients[i], each);
        }
    }

    /// @notice The sum of the balances of `accounts`.
    function sumOf(address[] calldata accounts) external view returns (uint256 sum) {
        for (uint256 i = 0; i < accounts.length; ++i) {
            sum += balanceOf(accounts[i]);
        }
    }
}
