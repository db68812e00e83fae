// SPDX-License-Identifier: UNLICENSED
// Made from contracts/token/src/lib.rs by "cli bindings".
pragma solidity >=0.8.4;

interface IToken {
    error InsufficientBalance(address owner, uint256 balance, uint256 needed);
    error NotMarket();

    event Transfer(address indexed from, address indexed to, uint256 value);

    function transferFrom(address from, address to, uint256 amount) external returns (uint256);
    function deposit(uint256 amount) external;
    function transfer(address to, uint256 amount) external returns (bool);
    function connect(address oracle, address market) external;
    function balanceOf(address owner) external view returns (uint256);
    function fees() external view returns (uint256);
    function supply() external view returns (uint256);
}
