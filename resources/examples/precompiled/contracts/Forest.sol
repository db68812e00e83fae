// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Blake2s} from "./Blake2s.sol";

/// Roots of BLAKE2s hash trees, worked out here or by whatever answers at an address.
contract Forest {
    /// 0: in Solidity; from 1: the precompiles, in the order they were given in.
    address[] public ways;
    mapping(uint256 seed => mapping(uint256 way => bytes32)) public rootOf;
    /// What one tree took, its leaves not counted; measured by `measure`.
    mapping(uint256 way => uint256) public gasOf;

    constructor(address[] memory precompiles) {
        ways.push(address(this));
        for (uint256 i = 0; i < precompiles.length; i++) ways.push(precompiles[i]);
    }

    /// `leaves`: how many, a power of two.
    function plant(uint256 way, uint256 seed, uint256 leaves) external {
        rootOf[seed][way] = root(way, leavesOf(seed, leaves));
    }

    /// Works out one tree in all ways, which must agree, and keeps what each took.
    function measure(uint256 seed, uint256 leaves) external {
        bytes32 expected;
        for (uint256 way = 0; way < ways.length; way++) {
            bytes32[] memory nodes = leavesOf(seed, leaves);
            uint256 before = gasleft();
            bytes32 found = root(way, nodes);
            gasOf[way] = before - gasleft();
            if (way == 0) expected = found;
            require(found == expected, "the ways do not agree");
        }
    }

    /// How many times less gas a way takes than Solidity.
    function gainOf(uint256 way) external view returns (uint256) {
        return gasOf[0] / gasOf[way];
    }

    function root(uint256 way, bytes32[] memory nodes) public view returns (bytes32) {
        return way == 0 ? rootInSolidity(nodes) : rootAt(ways[way], nodes);
    }

    /// A precompile has no code, which a call through an interface would ask for: it is called with bytes, here the leaves as they lie.
    function rootAt(address precompile, bytes32[] memory nodes) public view returns (bytes32 answer) {
        bool done;
        assembly ("memory-safe") {
            done := staticcall(gas(), precompile, add(nodes, 32), mul(mload(nodes), 32), 0, 32)
            done := and(done, eq(returndatasize(), 32))
            answer := mload(0)
        }
        require(done, "the precompile failed");
    }

    function rootInSolidity(bytes32[] memory nodes) public pure returns (bytes32) {
        for (uint256 count = nodes.length; count > 1; count /= 2) {
            for (uint256 i = 0; i < count / 2; i++) nodes[i] = Blake2s.pair(nodes[2 * i], nodes[2 * i + 1]);
        }
        return nodes[0];
    }

    function leavesOf(uint256 seed, uint256 count) private pure returns (bytes32[] memory nodes) {
        require(count > 0 && count & (count - 1) == 0, "the leaves are no power of two");
        nodes = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) nodes[i] = keccak256(abi.encode(seed, i));
    }
}
