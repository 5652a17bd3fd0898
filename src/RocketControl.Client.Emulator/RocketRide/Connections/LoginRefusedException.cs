namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>An <c>auth</c> that fails and closes the connection; the code is what dashboard events call it.</summary>
internal sealed class LoginRefusedException(string message, int code) : Exception(message)
{
    public int Code { get; } = code;
}
