namespace RocketControl.Client.Emulator.Tests.TestClient;

/// <summary>The server answered the upgrade with something else than 101.</summary>
internal sealed class UpgradeRefusedException(int status, string response) : Exception($"The upgrade was answered with {status}.")
{
    public int Status { get; } = status;

    /// <summary>The response as it came, headers and body.</summary>
    public string Response { get; } = response;
}
