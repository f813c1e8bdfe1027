package analyzer

func clausePatterns() []pattern {
	return []pattern{
		{of: firstClause + uint8(ImpliedConsent), groups: []string{`继续使用|使用本|使用我们|一旦您|一旦你|登录|注册|下载|安装|开始使用|当您使用|您使用|你使用`, `视为|即表示|表示您已|表示你已|即代表|则表示|意味着|即表明|等同于|代表您已`, `同意|接受|授权|认可`}},
		{of: firstClause + uint8(BundledConsent), groups: []string{`同意|授权`, `全部权限|所有权限|一切权限|全部内容并同意|授权我们收集您的全部|概括授权|一揽子授权|无条件同意|不可撤销地授权|不可撤销地同意|不可撤销地明确同意|全部信息`, `!不会仅因`, `!一揽子收集`}},
		{of: firstClause + uint8(LiabilityDisclaimer), groups: []string{`不承担任何|免责|概不负责|不负任何|不承担责任|不承担由此|不负责任|概不承担|免除责任`, `泄露|丢失|损失|后果|泄漏|被盗|黑客|个人资料|泄密|隐私`, `!第三方网站`, `!该第三方`, `!第三方的隐私政策`, `!第三方使用由您`}},
		{of: firstClause + uint8(VagueScope), groups: []string{`收集|获取|读取|采集`, `等信息|等相关信息|等个人信息|包括但不限于|等必要信息|其他相关信息|等数据|等设备信息`, `!该等信息`, `!上述等信息`}},
		{of: firstClause + uint8(PushNoOptOut), groups: []string{`推送|广告|短信|营销|商业信息|推广`, `无法关闭|不能关闭|不可关闭|无法取消|不得拒绝|无法拒绝|不可取消|同意接收|同意接受|不提供退订`, `!与服务有关`, `!不属于推广`, `!退订功能`, `!可退订`}},
		{of: firstClause + uint8(RefuseMeansExit), groups: []string{`不同意|拒绝接受`, `立即停止使用|停止使用|不能使用|不得使用|退出|请勿使用|不应使用|无法为您提供相关服务|无法为您提供服务`, `!仅收集维持`, `!该第三方`, `!第三方支付`}},
		{of: firstClause + uint8(UnilateralChange), groups: []string{`修改|变更|更新|修订`, `政策|协议|条款|声明`, `无需另行|不另行|恕不|不再单独|不再另行|不经通知|无须另行|不作另行|无需单独`, `通知`}},
		{of: firstClause + uint8(FinalInterpretation), groups: []string{`最终解释权|最终的解释权|解释权归`}},
		{of: firstClause + uint8(FinalInterpretation), groups: []string{`拥有解释和修改的权利`}},
		{of: firstClause + uint8(BroadShare), groups: []string{`合作伙伴|第三方|关联公司|关联方`, `共享|提供|披露|转让`, `信息|资料|数据`, `任何目的|商业目的|商业使用|商业或非商业|自行决定|我们认为适当`, `!不会`, `!国家`, `!另行征得`, `!责任`, `!不得`, `!仅会`}},
		{of: firstClause + uint8(ForcedCollection), groups: []string{`不提供|拒绝提供|拒绝授权`, `无法使用本|无法使用我们的|不能使用本|无法继续使用|无法为您提供服务|无法注册`, `!该功能`, `!相关功能`, `!此功能`, `!上述功能`, `!特定功能`, `!不影响`}},
		{of: firstClause + uint8(PerpetualLicense), groups: []string{`永久|不可撤销|无限期`, `许可|授权|使用权`, `信息|内容|资料`, `!撤回`}},
	}
}
