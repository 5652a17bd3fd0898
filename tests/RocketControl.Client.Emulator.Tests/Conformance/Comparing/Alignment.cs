namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>Lays two sequences side by side so that as many equal elements as possible face each other in order.</summary>
internal static class Alignment
{
    /// <summary>The pairs in order; null stands for an element that faces nothing.</summary>
    public static List<(T? Left, T? Right)> Of<T>(IReadOnlyList<T> left, IReadOnlyList<T> right, Func<T, string> key)
        where T : class
    {
        var longest = new int[left.Count + 1, right.Count + 1];
        for (int row = left.Count - 1; row >= 0; row--)
            for (int column = right.Count - 1; column >= 0; column--)
                longest[row, column] = key(left[row]) == key(right[column])
                    ? longest[row + 1, column + 1] + 1
                    : Math.Max(longest[row + 1, column], longest[row, column + 1]);

        var pairs = new List<(T?, T?)>();
        int i = 0;
        int j = 0;
        while (i < left.Count || j < right.Count)
            if (i < left.Count && j < right.Count && key(left[i]) == key(right[j]))
                pairs.Add((left[i++], right[j++]));
            else if (j == right.Count || (i < left.Count && longest[i + 1, j] >= longest[i, j + 1]))
                pairs.Add((left[i++], null));
            else
                pairs.Add((null, right[j++]));
        return pairs;
    }
}
