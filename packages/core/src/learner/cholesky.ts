/**
 * Cholesky factor of a symmetric positive definite matrix, in place: the lower triangle of `matrix` (row-major, size × size) becomes L
 * with L Lᵀ = matrix. Own code because the fits below factor thousands of matrices of 30 to 300 rows as flat typed arrays; ml-matrix reads
 * each entry through a method call and takes an order of magnitude longer for the same work.
 * O(size³ / 6).
 * @returns false when the matrix is not positive definite
 */
export function choleskyInPlace(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    const rowI = i * size;
    for (let j = 0; j <= i; j++) {
      const rowJ = j * size;
      let sum = matrix[rowI + j] as number;
      for (let k = 0; k < j; k++) sum -= (matrix[rowI + k] as number) * (matrix[rowJ + k] as number);
      if (i === j) {
        if (!(sum > 0)) return false;
        matrix[rowI + i] = Math.sqrt(sum);
      } else {
        matrix[rowI + j] = sum / (matrix[rowJ + j] as number);
      }
    }
  }
  return true;
}

/** Solves L Lᵀ x = b for the factor of {@link choleskyInPlace}; `b` becomes x. O(size²). */
export function choleskySolve(factor: Float64Array, size: number, b: Float64Array): void {
  forwardSolve(factor, size, b, 0);
  for (let i = size - 1; i >= 0; i--) {
    let sum = b[i] as number;
    for (let k = i + 1; k < size; k++) sum -= (factor[k * size + i] as number) * (b[k] as number);
    b[i] = sum / (factor[i * size + i] as number);
  }
}

function forwardSolve(factor: Float64Array, size: number, b: Float64Array, from: number): void {
  for (let i = from; i < size; i++) {
    const row = i * size;
    let sum = b[i] as number;
    for (let k = from; k < i; k++) sum -= (factor[row + k] as number) * (b[k] as number);
    b[i] = sum / (factor[row + i] as number);
  }
}

/** The inverse of L Lᵀ, row-major, both triangles. O(size³). */
export function choleskyInverse(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    column.fill(0);
    column[j] = 1;
    choleskySolve(factor, size, column);
    for (let i = 0; i < size; i++) inverse[i * size + j] = column[i] as number;
  }
  return inverse;
}
