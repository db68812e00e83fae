// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

interface IProbe {
    function refuse(uint256 code) external;
}

contract Child {
    uint256 public number;

    constructor(uint256 start) payable {
        number = start;
    }
}

contract Probe {
    uint256 public number;
    mapping(uint256 => uint256) public values;
    uint256 transient kept;

    event Noted(uint256 indexed key, uint256 value);
    error Refused(uint256 code, address who);

    constructor(uint256 start) payable {
        number = start;
    }

    receive() external payable {}

    // Storage and events.

    function setNumber(uint256 value) external {
        number = value;
    }

    function add(uint256 amount) external {
        number += amount;
    }

    function setValue(uint256 key, uint256 value) external {
        values[key] = value;
    }

    function note(uint256 key, uint256 value) external {
        emit Noted(key, value);
    }

    function held() external view returns (uint256) {
        return kept;
    }

    function hold(uint256 value) external {
        kept = value;
    }

    // Ways to end.

    function refuse(uint256 code) external {
        number = code;
        values[code] = code;
        kept = code;
        emit Noted(code, code);
        revert Refused(code, msg.sender);
    }

    function refuseText(string calldata text) external pure {
        revert(text);
    }

    function refuseBare() external pure {
        revert();
    }

    function divide(uint256 a, uint256 b) external pure returns (uint256) {
        return a / b;
    }

    function trap() external {
        number = 99;
        assembly {
            invalid()
        }
    }

    function spin() external {
        while (true) number++;
    }

    function hoard() external pure returns (uint256 size) {
        bytes[] memory hoarded = new bytes[](1000000);
        for (;;) hoarded[size++] = new bytes(1000000);
    }

    function recurse(uint256 n) external pure returns (uint256) {
        return deeper(n);
    }

    function deeper(uint256 n) private pure returns (uint256) {
        return n == type(uint256).max ? 0 : deeper(n + 1) + 1;
    }

    // What it is given.

    function work(uint256 rounds) external pure returns (uint256 x) {
        for (uint256 i = 0; i < rounds; i++) x = (x * 31 + i) % 1000003;
    }

    function echo(bytes calldata data) external pure returns (bytes memory) {
        return data;
    }

    function paid() external payable returns (uint256) {
        return msg.value;
    }

    function place() external view returns (address, address, address, uint256) {
        return (address(this), msg.sender, tx.origin, address(this).balance);
    }

    function surroundings() external view returns (uint256, uint256, address, uint256, uint256, uint256, bytes32) {
        return (
            block.number,
            block.timestamp,
            block.coinbase,
            block.basefee,
            block.chainid,
            block.prevrandao,
            blockhash(block.number - 1)
        );
    }

    // Calls.

    function relay(address to, uint256 value, uint256 gas, bytes calldata data)
        external
        payable
        returns (bool, bytes memory)
    {
        return to.call{value: value, gas: gas == 0 ? gasleft() : gas}(data);
    }

    function look(address to, bytes calldata data) external view returns (bool, bytes memory) {
        return to.staticcall(data);
    }

    function borrow(address to, bytes calldata data) external returns (bool, bytes memory) {
        return to.delegatecall(data);
    }

    function both(address to, bytes calldata first, bytes calldata second) external returns (bytes memory, bytes memory) {
        (, bytes memory one) = to.call(first);
        (, bytes memory two) = to.call(second);
        return (one, two);
    }

    function attempt(address to, uint256 code) external returns (bool, bytes memory) {
        values[1] = 1;
        emit Noted(1, 1);
        try IProbe(to).refuse(code) {
            return (true, "");
        } catch (bytes memory reason) {
            emit Noted(2, 2);
            return (false, reason);
        }
    }

    function dive(uint256 depth) external returns (uint256) {
        if (depth == 0) return 0;
        (bool ok, bytes memory output) = address(this).call(abi.encodeCall(this.dive, (depth - 1)));
        return ok ? abi.decode(output, (uint256)) + 1 : 0;
    }

    function create(uint256 start) external payable returns (address) {
        return address(new Child{value: msg.value}(start));
    }
}
