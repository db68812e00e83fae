// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IStation} from "./IStation.sol";

/// Bets on whether the station's next observation is below zero. Those who are right share all that was staked on it.
contract FrostMarket {
    IStation public immutable station;
    /// The observation that is waited for, and how many there have been.
    uint256 public round;
    uint256 public staked;
    uint256 public paid;

    mapping(uint256 round => int64 temperature) public reported;
    mapping(uint256 round => uint256[2] stakes) private pools;
    mapping(uint256 round => mapping(address better => uint256[2] stakes)) private stakes;
    /// Rounds that somebody has been paid for.
    mapping(address better => uint256 round) public settledTo;

    event Reported(uint256 indexed round, int64 temperature, uint256 warm, uint256 frost);
    event Settled(address indexed better, uint256 amount);

    error OnlyStation();
    error NothingStaked();

    constructor(IStation station_) {
        station = station_;
    }

    function bet(bool frost) external payable {
        if (msg.value == 0) revert NothingStaked();
        uint256 side = frost ? 1 : 0;
        pools[round][side] += msg.value;
        stakes[round][msg.sender][side] += msg.value;
        staked += msg.value;
    }

    function report(int64 temperature) external {
        if (msg.sender != address(station)) revert OnlyStation();
        reported[round] = temperature;
        emit Reported(round, temperature, pools[round][0], pools[round][1]);
        round++;
    }

    /// Pays the caller for all observations since the last time.
    function settle() external returns (uint256 amount) {
        for (uint256 one = settledTo[msg.sender]; one < round; one++) amount += won(msg.sender, one);
        settledTo[msg.sender] = round;
        if (amount == 0) return 0;
        paid += amount;
        emit Settled(msg.sender, amount);
        (bool done, ) = msg.sender.call{value: amount}("");
        require(done, "not taken");
    }

    /// What somebody has won in a round. Where nobody was right, everybody gets the stake back.
    function won(address better, uint256 which) public view returns (uint256) {
        uint256 side = reported[which] < 0 ? 1 : 0;
        uint256[2] memory mine = stakes[which][better];
        uint256[2] memory all = pools[which];
        if (all[side] == 0) return mine[1 - side];
        return (mine[side] * (all[0] + all[1])) / all[side];
    }

    /// What is here that nobody has staked, or is missing: always zero.
    function discrepancy() external view returns (int256) {
        return int256(address(this).balance + paid) - int256(staked);
    }

    /// The station was right about every observation that it remembers: the last one stands on both sides.
    function agrees() external view returns (bool) {
        return round == station.observations() && (round == 0 || reported[round - 1] == station.temperature());
    }
}
