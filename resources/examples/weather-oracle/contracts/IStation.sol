// SPDX-License-Identifier: UNLICENSED
// Made from contracts/station/Station.cs by "cli bindings".
pragma solidity >=0.8.4;

interface IStation {
    event Observed(uint64 indexed number, int64 temperature_, uint64 measuredAt_);

    function connect(address market) external;
    function measuredAt() external view returns (uint64);
    function observations() external view returns (uint64);
    function observe() external returns (int64);
    function temperature() external view returns (int64);
}
