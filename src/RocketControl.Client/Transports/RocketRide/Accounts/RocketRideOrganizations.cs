namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>Organizations, on the hosted edition only (RocketRide protocol §3.10).</summary>
public sealed class RocketRideOrganizations
{
    private readonly GroupCalls _organizations;

    internal RocketRideOrganizations(RocketRideCaller caller) => _organizations = new GroupCalls(caller, RunOperation.Account, "rrext_account_org");

    /// <summary>Reads what an organization is.</summary>
    /// <param name="organizationId">The organization; null for the one that the server chooses.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<OrganizationDetail> GetAsync(string? organizationId = null, CancellationToken cancellationToken = default) =>
        OrganizationDetail.Read(await _organizations.AskAsync(new("get", ("orgId", organizationId)), cancellationToken).ConfigureAwait(false));

    /// <summary>Gives an organization another name.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="name">The new name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task RenameAsync(string organizationId, string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(organizationId);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _organizations.TellAsync(new("update", ("orgId", organizationId), ("name", name)), cancellationToken);
    }
}
