// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Every kind of storage that decode.ts can name.
contract LayoutBase {
    uint256 private secret; // slot 0
}

contract Layout is LayoutBase {
    enum Color { Red, Green, Blue }
    type Price is uint128;

    struct User {
        uint256 score;
        uint64 joined;
        address referrer;
        uint256[] orders;
        mapping(uint256 => bytes32) notes;
        string nick;
    }
    struct Pair { uint128 low; uint128 high; uint256 last; }

    uint256 private secret; // slot 1
    uint64 public a; // slot 2, packed with b, c and d
    bool public b;
    address public c;
    Color public d;
    int32 public e; // slot 3: does not fit
    mapping(address => uint256) public balances; // 4
    mapping(address => mapping(address => uint256)) public allowances; // 5
    uint256[] public items; // 6
    uint64[] public packed; // 7
    User internal owner; // 8..12
    mapping(address => User) internal users; // 13
    mapping(string => uint256) public names; // 14
    mapping(uint256 => uint256[3]) public triples; // 15
    mapping(bytes32 => bool) public roles; // 16
    mapping(bool => mapping(int8 => mapping(Color => uint256))) public deep; // 17
    uint8[40] public flags; // 18, 19
    Pair[2] public pairs; // 20..23
    string public title; // 24
    bytes public blob; // 25
    Pair[] public history; // 26
    mapping(bytes4 => string) public texts; // 27
    uint256[][] public grid; // 28
    mapping(Price => uint256) public levels; // 29
    bytes4 public tag; // 30
}
