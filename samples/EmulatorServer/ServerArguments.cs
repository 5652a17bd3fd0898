using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RocketControl.Client.Emulator;

namespace EmulatorServer;

/// <summary>The command line.</summary>
internal sealed record ServerArguments(EmulatedSystem System, int Port, string? Key, FelderaEdition Edition)
{
    public const string Usage = """
        Serves an emulated server on 127.0.0.1 until Ctrl+C.

        Usage: EmulatorServer [--system SYSTEM] [--port PORT] [--key KEY] [--edition EDITION]

          --system SYSTEM     rocketride (by default), feldera, vectorshift or processes
          --port PORT         the port to listen on; 5565 by default, 8080 for feldera, 8090 for vectorshift, 5000 for processes, 0 takes a free one
          --key KEY           the key that clients must log in with; without it any non-empty key is accepted, and none is needed for feldera and processes
          --edition EDITION   the edition of feldera: opensource (by default) or enterprise
          --help              shows this
        """;

    private const int RocketRidePort = 5565;
    private const int FelderaPort = 8080;
    private const int VectorShiftPort = 8090;
    private const int ProcessesPort = 5000;

    public static bool TryParse(string[] args, [NotNullWhen(true)] out ServerArguments? arguments, [NotNullWhen(false)] out string? mistake)
    {
        arguments = null;
        EmulatedSystem system = EmulatedSystem.RocketRide;
        FelderaEdition edition = FelderaEdition.OpenSource;
        int? port = null;
        string? key = null;
        mistake = null;
        for (int i = 0; i < args.Length && mistake is null; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            mistake = args[i] switch
            {
                "--system" => TryParseName(value, out system) ? null : "--system needs rocketride, feldera, vectorshift or processes.",
                "--port" => TryParsePort(value, out port) ? null : "--port needs a number from 0 to 65535.",
                "--key" => TryParseKey(value, out key) ? null : "--key needs a key.",
                "--edition" => TryParseName(value, out edition) ? null : "--edition needs opensource or enterprise.",
                _ => $"Unknown argument '{args[i]}'.",
            };
        }
        if (mistake is not null)
            return false;
        arguments = new ServerArguments(system, port ?? PortOf(system), key, edition);
        return true;
    }

    private static int PortOf(EmulatedSystem system) => system switch
    {
        EmulatedSystem.Feldera => FelderaPort,
        EmulatedSystem.VectorShift => VectorShiftPort,
        EmulatedSystem.Processes => ProcessesPort,
        _ => RocketRidePort,
    };

    private static bool TryParsePort(string? value, out int? port)
    {
        bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= ushort.MaxValue;
        port = number;
        return isNumber;
    }

    private static bool TryParseKey(string? value, out string? key)
    {
        key = value;
        return !string.IsNullOrWhiteSpace(value);
    }

    private static bool TryParseName<TEnum>(string? value, out TEnum name)
        where TEnum : struct, Enum =>
        Enum.TryParse(value, ignoreCase: true, out name) && Enum.IsDefined(name) && !char.IsDigit(value![0]);
}
