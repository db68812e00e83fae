// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title An ERC-20 whose holders fund themselves
contract BenchToken is ERC20 {
    constructor() ERC20("Bench", "BNCH") {}

    function claim() external {
        _mint(msg.sender, 1 ether);
    }
}
