using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EmulatorServer;

/// <summary>The command line.</summary>
internal sealed record ServerArguments(int Port, string? Key)
{
    public const string Usage = """
        Serves an emulated RocketRide server on 127.0.0.1 until Ctrl+C.

        Usage: EmulatorServer [--port PORT] [--key KEY]

          --port PORT   the port to listen on; 5565 by default, 0 takes a free one
          --key KEY     the key that clients must log in with; without it any non-empty key is accepted
          --help        shows this
        """;

    private const int DefaultPort = 5565;

    public static bool TryParse(string[] args, [NotNullWhen(true)] out ServerArguments? arguments, [NotNullWhen(false)] out string? mistake)
    {
        arguments = null;
        var parsed = new ServerArguments(DefaultPort, null);
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= ushort.MaxValue:
                    parsed = parsed with { Port = port };
                    break;
                case "--port":
                    mistake = "--port needs a number from 0 to 65535.";
                    return false;
                case "--key" when !string.IsNullOrWhiteSpace(value):
                    parsed = parsed with { Key = value };
                    break;
                case "--key":
                    mistake = "--key needs a key.";
                    return false;
                default:
                    mistake = $"Unknown argument '{args[i]}'.";
                    return false;
            }
        }
        arguments = parsed;
        mistake = null;
        return true;
    }
}
