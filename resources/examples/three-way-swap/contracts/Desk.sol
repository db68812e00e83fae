// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {NonReentrant} from "interleave/NonReentrant.sol";

interface IBroker {
    function exchange(address to, uint256 amount) external returns (uint256 copper);
    function spent() external view returns (uint256);
    function mint() external view returns (address);
}

interface IMint {
    function given() external view returns (uint256);
}

/// @title Takes gold and hands out copper: one swap, three contracts, three runtimes
/// @notice The desk (Solidity) keeps the gold, the broker (Rust) spends silver, the mint (C#) gives copper. Each keeps its own book.
contract Desk is NonReentrant {
    uint256 public constant RATE = 100;

    IBroker public immutable broker;
    uint256 public taken;
    uint256 public missed;
    mapping(address => uint256) public gold;

    event Swapped(address indexed by, uint256 gold, uint256 copper);
    event Missed(address indexed by, bytes why);

    constructor(IBroker broker_) {
        broker = broker_;
    }

    /// @notice Gold for everybody, to begin with.
    function endow(address[] calldata to, uint256 amount) external {
        for (uint256 i = 0; i < to.length; ++i) gold[to[i]] += amount;
    }

    /// @notice All three legs or none: where the mint has no copper left, its revert undoes the broker's leg and this one.
    function swap(uint256 amount) external nonReentrant returns (uint256 copper) {
        gold[msg.sender] -= amount;
        taken += amount;
        copper = broker.exchange(msg.sender, amount);
        emit Swapped(msg.sender, amount, copper);
    }

    /// @notice Does not fail with the others: what they had done is undone, the gold goes back, and the miss is counted.
    function trySwap(uint256 amount) external nonReentrant returns (uint256) {
        gold[msg.sender] -= amount;
        try broker.exchange(msg.sender, amount) returns (uint256 copper) {
            taken += amount;
            emit Swapped(msg.sender, amount, copper);
            return copper;
        } catch (bytes memory why) {
            gold[msg.sender] += amount;
            missed += 1;
            emit Missed(msg.sender, why);
            return 0;
        }
    }

    /// @notice Whether the three books agree. Asks the other runtimes, so it is guarded too: in the middle of a swap they do not.
    function inStep() external view nonReentrantView returns (bool) {
        return broker.spent() == taken && IMint(broker.mint()).given() == taken * RATE;
    }
}
