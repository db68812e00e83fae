// SPDX-License-Identifier: UNLICENSED
// Made from contracts/oracle/Oracle.cs by "cli bindings".
pragma solidity >=0.8.4;

interface IOracle {
    event Published(uint256 price_, uint64 block_);

    function attest(uint256 sample) external;
    function connect(address market) external;
    function feeFor(uint256 amount) external view returns (uint256);
    function feeds(address) external view returns (uint256);
    function price() external view returns (uint256);
    function publish(uint256 newPrice) external;
    function spread() external view returns (uint256);
}
