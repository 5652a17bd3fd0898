namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>The kinds of credentials of RocketRide protocol §1.4 that the open-source server knows.</summary>
internal enum ClientIdentityKind
{
    ApiKey,

    /// <summary>A private task token, <c>tk_…</c>.</summary>
    TaskKey,

    /// <summary>A public task key, <c>pk_…</c>.</summary>
    PublicKey,
}
