using System.Globalization;

namespace RocketControl.Client.Soak;

/// <summary>What is asked for on the command line: numbers and words by name, such as <c>--seconds 600</c>.</summary>
internal sealed class Arguments(IReadOnlyList<string> words)
{
    /// <exception cref="ArgumentException">It is given without a number.</exception>
    public int? Number(string name)
    {
        var at = words.ToList().IndexOf(name);
        if (at < 0)
            return null;
        return at + 1 < words.Count && int.TryParse(words[at + 1], CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"{name} needs a number.");
    }

    /// <summary>The word behind a name; null when there is none.</summary>
    public string? Word(string name)
    {
        var at = words.ToList().IndexOf(name);
        return at >= 0 && at + 1 < words.Count ? words[at + 1] : null;
    }

    public bool Has(string name) => words.Contains(name);
}
