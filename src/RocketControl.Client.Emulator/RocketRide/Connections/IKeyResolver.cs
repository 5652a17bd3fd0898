namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>Finds the registered task that a <c>tk_</c> or <c>pk_</c> key belongs to.</summary>
internal interface IKeyResolver
{
    /// <summary>The identity of a login with this key, null when no registered task has it.</summary>
    ClientIdentity? Resolve(string key);
}
