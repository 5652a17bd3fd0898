namespace RocketControl.Client.Smoke;

/// <summary>Ends the program where something is not as it has to be.</summary>
internal static class Expect
{
    public static void Equal<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new InvalidOperationException($"Expected '{expected}', but it was '{actual}'.");
    }
}
