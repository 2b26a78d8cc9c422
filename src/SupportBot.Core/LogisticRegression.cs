namespace SupportBot.Core;

/// <summary>
/// Logistic regression with L2 regularisation over standardised features, fitted by Newton's method (Hastie,
/// Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 4.4).
/// </summary>
/// <param name="Intercept">Log-odds where each feature has its mean.</param>
/// <param name="Means">Of each feature.</param>
/// <param name="Deviations">Standard deviation of each feature; 1 where it does not vary.</param>
/// <param name="Weights">Log-odds for a deviation above the mean.</param>
internal sealed record LogisticRegression(double Intercept, double[] Means, double[] Deviations, double[] Weights)
{
    private const int MaxSteps = 50;

    /// <summary>Fits examples.</summary>
    /// <param name="rows">Features of each example, all of one length.</param>
    /// <param name="labels">Whether each is positive.</param>
    /// <param name="counts">How much each counts: 1 for an example.</param>
    /// <param name="penalty">Strength of the regularisation, in examples.</param>
    public static LogisticRegression Fit(
        IReadOnlyList<double[]> rows, IReadOnlyList<bool> labels, IReadOnlyList<double> counts, double penalty = 1)
    {
        var features = rows[0].Length;
        double[] means = [.. Enumerable.Range(0, features).Select(i => Mean(row => row[i]))];
        double[] deviations = [.. Enumerable.Range(0, features).Select(i =>
            Math.Sqrt(Mean(row => Math.Pow(row[i] - means[i], 2))) is > 1e-9 and var deviation ? deviation : 1)];
        double[][] scaled = [.. rows.Select(row => (double[])
            [.. row.Select((value, i) => (value - means[i]) / deviations[i]), 1])];
        var weights = new double[features + 1];
        for (var step = 0; step < MaxSteps && Improve(scaled, labels, counts, penalty, weights) > 1e-9; step++) { }
        return new(weights[^1], means, deviations, weights[..^1]);

        double Mean(Func<double[], double> of) =>
            rows.Zip(counts, (row, count) => count * of(row)).Sum() / counts.Sum();
    }

    /// <summary>The probability that an example is positive.</summary>
    public double Probability(double[] row)
    {
        var logOdds = Intercept;
        for (var i = 0; i < row.Length; i++) logOdds += Weights[i] * (row[i] - Means[i]) / Deviations[i];
        return Sigmoid(logOdds);
    }

    // One step of Newton's method. The intercept, the last weight, is not regularised. Returns the largest change.
    private static double Improve(
        double[][] rows, IReadOnlyList<bool> labels, IReadOnlyList<double> counts, double penalty, double[] weights)
    {
        var size = weights.Length;
        var gradient = new double[size];
        var hessian = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            gradient[i] = i < size - 1 ? -penalty * weights[i] : 0;
            hessian[i, i] = i < size - 1 ? penalty : 1e-9;
        }
        for (var n = 0; n < rows.Length; n++)
        {
            var probability = Sigmoid(rows[n].Zip(weights, (value, weight) => value * weight).Sum());
            for (var i = 0; i < size; i++)
            {
                gradient[i] += counts[n] * ((labels[n] ? 1 : 0) - probability) * rows[n][i];
                for (var j = 0; j < size; j++)
                    hessian[i, j] += counts[n] * probability * (1 - probability) * rows[n][i] * rows[n][j];
            }
        }
        var change = Solve(hessian, gradient);
        for (var i = 0; i < size; i++) weights[i] += change[i];
        return change.Max(Math.Abs);
    }

    // Gaussian elimination; the matrix is positive definite, so no pivoting is needed.
    private static double[] Solve(double[,] matrix, double[] values)
    {
        var size = values.Length;
        for (var i = 0; i < size; i++)
            for (var below = i + 1; below < size; below++)
            {
                var factor = matrix[below, i] / matrix[i, i];
                for (var j = i; j < size; j++) matrix[below, j] -= factor * matrix[i, j];
                values[below] -= factor * values[i];
            }
        for (var i = size - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < size; j++) values[i] -= matrix[i, j] * values[j];
            values[i] /= matrix[i, i];
        }
        return values;
    }

    private static double Sigmoid(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
