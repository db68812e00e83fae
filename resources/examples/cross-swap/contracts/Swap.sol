// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

interface IERC20 {
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
    function balanceOf(address account) external view returns (uint256);
}

/// @title Swaps one token for another, one for one, out of its own stock
/// @notice It does not know in which runtime a token lives: gold is Solidity, silver is Rust. Both legs happen, or none.
contract Swap {
    IERC20 public immutable gold;
    IERC20 public immutable silver;

    event Swapped(address indexed by, bool goldForSilver, uint256 amount);

    constructor(IERC20 gold_, IERC20 silver_) {
        gold = gold_;
        silver = silver_;
    }

    /// @notice Takes `amount` of gold from the caller and gives as much silver. Where the stock does not have it, the token's
    /// revert undoes the first leg too, in the other runtime.
    function goldForSilver(uint256 amount) external {
        swap(gold, silver, amount);
        emit Swapped(msg.sender, true, amount);
    }

    function silverForGold(uint256 amount) external {
        swap(silver, gold, amount);
        emit Swapped(msg.sender, false, amount);
    }

    function stock() external view returns (uint256 ofGold, uint256 ofSilver) {
        return (gold.balanceOf(address(this)), silver.balanceOf(address(this)));
    }

    /// @notice Both stocks together: one for one, so no swap changes it, and no half of one either.
    function total() external view returns (uint256) {
        return gold.balanceOf(address(this)) + silver.balanceOf(address(this));
    }

    function swap(IERC20 from, IERC20 to, uint256 amount) private {
        require(from.transferFrom(msg.sender, address(this), amount));
        require(to.transfer(msg.sender, amount));
    }
}
