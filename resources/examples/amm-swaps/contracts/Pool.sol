// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title A constant-product pool of two tokens with a fee of 0.3 %
/// @notice Every swap reads and writes both reserves, so all swaps conflict with each other.
/// @dev No reentrancy guard: the books are closed before any token is called, so a call back finds a consistent pool.
contract Pool {
    using SafeERC20 for IERC20;

    uint256 private constant FEE_NUMERATOR = 997;
    uint256 private constant FEE_DENOMINATOR = 1000;

    IERC20 public immutable token0;
    IERC20 public immutable token1;
    address public immutable provider;

    /// @notice What the pool holds of each token, as the pool keeps its books. Both fit one storage slot.
    uint128 public reserve0;
    uint128 public reserve1;
    /// @notice How many swaps there have been.
    uint256 public swaps;
    /// @notice The product of the reserves when liquidity was last added.
    uint256 public baseProduct;

    event LiquidityAdded(uint256 amount0, uint256 amount1);
    event Swapped(address indexed trader, address indexed tokenIn, uint256 amountIn, uint256 amountOut);

    error NotProvider(address caller);
    error UnknownToken(address token);
    error NothingToSwap();
    error TooLittleOut(uint256 amountOut, uint256 wanted);
    error ReserveOverflow(uint256 reserve);

    constructor(IERC20 token0_, IERC20 token1_) {
        token0 = token0_;
        token1 = token1_;
        provider = msg.sender;
    }

    /// @notice Adds to the reserves from the deployer's own tokens.
    function addLiquidity(uint256 amount0, uint256 amount1) external {
        if (msg.sender != provider) revert NotProvider(msg.sender);
        _setReserves(reserve0 + amount0, reserve1 + amount1);
        baseProduct = uint256(reserve0) * reserve1;
        emit LiquidityAdded(amount0, amount1);
        token0.safeTransferFrom(msg.sender, address(this), amount0);
        token1.safeTransferFrom(msg.sender, address(this), amount1);
    }

    /// @notice Sells `amountIn` of `tokenIn` for the other token.
    /// @param minimumOut Reverts where the trader would get less.
    /// @return amountOut What the trader got.
    function swap(IERC20 tokenIn, uint256 amountIn, uint256 minimumOut) external returns (uint256 amountOut) {
        if (amountIn == 0) revert NothingToSwap();
        bool first = address(tokenIn) == address(token0);
        if (!first && address(tokenIn) != address(token1)) revert UnknownToken(address(tokenIn));
        (uint256 reserveIn, uint256 reserveOut) = first ? (reserve0, reserve1) : (reserve1, reserve0);

        amountOut = quote(amountIn, reserveIn, reserveOut);
        if (amountOut < minimumOut) revert TooLittleOut(amountOut, minimumOut);
        (reserveIn, reserveOut) = (reserveIn + amountIn, reserveOut - amountOut);
        if (first) _setReserves(reserveIn, reserveOut);
        else _setReserves(reserveOut, reserveIn);
        ++swaps;
        emit Swapped(msg.sender, address(tokenIn), amountIn, amountOut);

        tokenIn.safeTransferFrom(msg.sender, address(this), amountIn);
        (first ? token1 : token0).safeTransfer(msg.sender, amountOut);
    }

    /// @notice What `amountIn` buys at the given reserves, after the fee.
    function quote(uint256 amountIn, uint256 reserveIn, uint256 reserveOut) public pure returns (uint256) {
        uint256 afterFee = amountIn * FEE_NUMERATOR;
        return (afterFee * reserveOut) / (reserveIn * FEE_DENOMINATOR + afterFee);
    }

    /// @notice Whether the product of the reserves is at least what it was when liquidity was added.
    function productHolds() external view returns (bool) {
        return uint256(reserve0) * reserve1 >= baseProduct;
    }

    /// @notice Whether the pool owns exactly what its books say.
    function isSolvent() external view returns (bool) {
        return token0.balanceOf(address(this)) == reserve0 && token1.balanceOf(address(this)) == reserve1;
    }

    function _setReserves(uint256 new0, uint256 new1) private {
        if (new0 > type(uint128).max) revert ReserveOverflow(new0);
        if (new1 > type(uint128).max) revert ReserveOverflow(new1);
        (reserve0, reserve1) = (uint128(new0), uint128(new1));
    }
}
