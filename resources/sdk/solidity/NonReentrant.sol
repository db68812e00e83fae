// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// Functions of one contract that must not be entered while another of them is still running.
///
///     import {NonReentrant} from "interleave/NonReentrant.sol";
///
///     contract Bank is NonReentrant {
///         function withdraw() external nonReentrant { .. }
///         function shares(address of_) external view nonReentrantView returns (uint256) { .. }
///     }
///
/// The lock is one word of the account's transient storage (EIP-1153), the same that the SDKs for Rust, AssemblyScript and C# use:
/// it holds whatever language the functions behind this account are written in. It is free again at the end of the call,
/// and where the call reverts. A call that is denied reverts with `Reentrancy()`.
abstract contract NonReentrant {
    error Reentrancy();

    /// keccak256("interleave.reentrancy.guard"). Not zero: a guarded function runs.
    bytes32 private constant GUARD = 0xc27da3a1f624599a63f554ea7fa8a107676bf1614f47304887f288c8fc4bf7be;

    modifier nonReentrant() {
        enterGuarded();
        _;
        leaveGuarded();
    }

    /// For functions that only read: denied while a guarded function runs, when what they read may be half done.
    modifier nonReentrantView() {
        denyWhileGuarded();
        _;
    }

    function enterGuarded() private {
        denyWhileGuarded();
        assembly ("memory-safe") {
            tstore(GUARD, 1)
        }
    }

    function leaveGuarded() private {
        assembly ("memory-safe") {
            tstore(GUARD, 0)
        }
    }

    function denyWhileGuarded() private view {
        uint256 held;
        assembly ("memory-safe") {
            held := tload(GUARD)
        }
        if (held != 0) revert Reentrancy();
    }
}
