namespace WorkerService;

/// <summary>One line after the other, whoever has something to say.</summary>
internal static class Screen
{
    public static void Print(string what, string text) => Console.WriteLine($"{what,-10} {text.TrimEnd()}");
}
