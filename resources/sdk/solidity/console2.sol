// SPDX-License-Identifier: MIT
pragma solidity >=0.6.2 <0.9.0;

/// Under the name that Foundry's contracts know it by, too.
import {console as console2, console} from "interleave/console.sol";
