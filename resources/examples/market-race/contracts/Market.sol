// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IOracle} from "./IOracle.sol";
import {IToken} from "./IToken.sol";

/// @title Sells shares of a reserve. It is called by its users, by Token (Rust) and by Oracle (C#); all write `reserve`.
contract Market {
    IToken public immutable token;
    IOracle public immutable oracle;
    uint256 public reserve;
    uint256 public price = 1e18;
    mapping(address => uint256) public shares;

    event Swapped(address indexed by, uint256 paid, uint256 out);
    event Claimed(address indexed by, uint256 amount);
    error Slippage(uint256 out, uint256 minOut);
    error NotToken();
    error NotOracle();

    constructor(IToken token_, IOracle oracle_) {
        (token, oracle) = (token_, oracle_);
    }

    function swap(uint256 amount, uint256 minOut)
        external returns (uint256 out)
    {
        uint256 fee = token.transferFrom(
            msg.sender, address(this), amount);
        uint256 paid = amount - fee;
        out = paid * 1e18 / price;
        if (out < minOut) revert Slippage(out, minOut);
        reserve = reserve + paid;
        shares[msg.sender] += out;
        emit Swapped(msg.sender, paid, out);
    }

    function onDeposit(uint256 amount) external {
        if (msg.sender != address(token)) revert NotToken();
        reserve += amount;
    }

    function sync(uint256 newPrice) external {
        if (msg.sender != address(oracle)) revert NotOracle();
        reserve = reserve * newPrice / price;
        price = newPrice;
    }

    /// @notice Hands out the caller's shares; what becomes of them is not this contract's business.
    function claim() external returns (uint256 amount) {
        amount = shares[msg.sender];
        shares[msg.sender] = 0;
        emit Claimed(msg.sender, amount);
    }
}
