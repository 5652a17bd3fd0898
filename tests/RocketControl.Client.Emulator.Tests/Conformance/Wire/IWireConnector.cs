namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

/// <summary>Opens connections to the peer under test.</summary>
internal interface IWireConnector
{
    /// <summary>Asks for an upgrade. Exactly one of the two is given back: the connection, or the status of the refusal.</summary>
    Task<(IWireConnection? Connection, int Status)> ConnectAsync(string path);
}
